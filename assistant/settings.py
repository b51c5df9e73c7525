"""Every setting in one frozen object, and the only place that reads the environment.

Sources, weakest first: defaults, a TOML file, `PARLEY_*` variables, what the caller passes.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from assistant.models.options import AnswerModeChoice, ChatSettings, EmbeddingEndpoint
from assistant.serving import ServingSettings
from index.chroma_server import ChromaSettings
from index.dates import DateOrigin, PublicationDate
from index.embedding import DEFAULT_EMBEDDING, embedder_names
from index.errors import SettingsError, UsageError
from index.passages import PassageSettings
from index.places import Places
from index.readers import ReadLimits, ReadOptions
from index.retrieval import RetrievalSettings

__all__ = ["ENDPOINT", "SettingValue", "Settings", "fingerprint_of", "load_settings", "masked"]

PREFIX = "PARLEY_"
NESTING = "__"
ENDPOINT = "endpoint"
"""The embedding's name that stands for `embedding_endpoint`."""
SECRET = re.compile(r"(?:^|[._])(?:.*_)?(?:keys?|token|secret|password)$", re.IGNORECASE)
PASSWORD = re.compile(r"(://[^/:@\s]*:)[^/@\s]*@")


class LoadingSettings(ReadLimits):
    """Limits of what is read."""

    def options(self, **given: Any) -> ReadOptions:
        """Reading options with these limits and what the person gives; a date may be given as text.

        Raises: UsageError for an option that does not exist or a value it cannot have.
        """
        published = given.get("published")
        try:
            if isinstance(published, str | date):
                given["published"] = PublicationDate.of(published, DateOrigin.GIVEN)
            return ReadOptions(**{**self.model_dump(), **given})
        except ValidationError as error:
            first = error.errors()[0]
            name = ".".join(str(part) for part in first["loc"])
            said = first["msg"].removeprefix("Value error, ")
            raise UsageError(f"{name}: {said}" if name else said) from error
        except ValueError as error:
            raise UsageError(f"published: {error}") from error


def fingerprint_of(embedding: str, passages: PassageSettings) -> str:
    """Names an embedding model, by name or by its own fingerprint, with the passages' settings."""
    return f"{embedding}/{passages.name}"


class Settings(BaseSettings):
    """What Parley goes by. `parley settings` prints it with the source of each value."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter=NESTING, frozen=True, extra="forbid")

    library: Path = Path("~/.parley")
    """The library's folder. `~` is the home folder."""
    embedding: str = DEFAULT_EMBEDDING
    """The embedding model's name; `endpoint` for the one of `embedding_endpoint`. Another one than the library was
    built with asks for `parley rebuild`."""
    embedding_endpoint: EmbeddingEndpoint = EmbeddingEndpoint()
    mode: AnswerModeChoice = "auto"
    """Who writes answers."""
    chat: ChatSettings = ChatSettings()
    prompts: Path | None = None
    """A folder of templates that come before the shipped ones."""
    database_url: str = ""
    """Where the articles and conversations of a team are: `postgresql://NAME:PASSWORD@HOST/DATABASE`. Empty keeps them
    in the library's folder."""
    chroma: ChromaSettings = ChromaSettings()
    """The server of a team's vectors. Its variables are `PARLEY_CHROMA_URL` and so on, with one line between."""
    k: int = Field(default=10, ge=1, le=100)
    """Passages that an answer is looked for in."""
    passages: PassageSettings = PassageSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    loading: LoadingSettings = LoadingSettings()
    serving: ServingSettings = ServingSettings()

    @field_validator("embedding")
    @classmethod
    def _embedding_exists(cls, name: str) -> str:
        names = [*embedder_names(), ENDPOINT]
        if name not in names:
            raise ValueError(f"choose one of {', '.join(sorted(names))}")
        return name

    @field_validator("database_url")
    @classmethod
    def _is_postgresql(cls, url: str) -> str:
        url = url.strip()
        if url and not re.match(r"postgres(ql)?(\+psycopg)?://", url):
            raise ValueError("give an address such as postgresql://parley:PASSWORD@localhost/parley")
        return re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql://", url)

    @property
    def places(self) -> Places:
        """Where the library's parts are."""
        return Places(folder=self.folder, database_url=self.database_url, chroma=self.chroma)

    @property
    def folder(self) -> Path:
        """The library's folder, absolute."""
        try:
            return self.library.expanduser().absolute()
        except RuntimeError as error:
            raise SettingsError(
                f"{str(self.library)!r} needs a home folder and there is none", hint="give --library or PARLEY_LIBRARY"
            ) from error

    @property
    def index_fingerprint(self) -> str:
        """What the indexes depend on: the embedding model and how articles are cut."""
        return fingerprint_of(self.embedding_fingerprint, self.passages)

    @property
    def embedding_fingerprint(self) -> str:
        """The embedding model's name, with the endpoint's model where it is one."""
        if self.embedding != ENDPOINT:
            return self.embedding
        endpoint = self.embedding_endpoint
        return f"{ENDPOINT}/{endpoint.model}/{endpoint.dimensions or 'own'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the base class names them
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from nowhere by themselves: `load_settings` gathers them and says where each is from."""
        return (init_settings,)


class SettingValue(BaseModel):
    """One setting in force."""

    model_config = ConfigDict(frozen=True)

    name: str
    """`retrieval.dense_weight`."""
    value: Any
    origin: str
    """`default`, the file's path, the variable's name, or `given` by the caller."""


def load_settings(
    *, environment: Mapping[str, str] | None = None, file: Path | None = None, **given: Any
) -> tuple[Settings, list[SettingValue]]:
    """Gather the settings; the second value says where each came from. Values of None in `given` do not count.

    The file is `file`, else the one that `PARLEY_SETTINGS` names, else none.
    Raises: SettingsError, naming the setting, its value and what it may be.
    """
    variables = os.environ if environment is None else environment
    path = file or (Path(variables["PARLEY_SETTINGS"]) if variables.get("PARLEY_SETTINGS") else None)
    origins: dict[str, str] = {}
    merged: dict[str, Any] = {}
    for values, origin in ((_from_file(path), str(path)), *_from_variables(variables)):
        _merge(merged, values, origin, origins)
    _merge(merged, {name: value for name, value in given.items() if value is not None}, "given", origins)
    _take_openai_key(merged, variables, origins)
    try:
        settings = Settings(**merged)
    except ValidationError as error:
        raise _explained(error, origins) from error
    return settings, [
        SettingValue(name=name, value=value, origin=origins.get(name, "default"))
        for name, value in _flat(settings.model_dump(mode="json"))
    ]


def masked(value: SettingValue) -> SettingValue:
    """The setting as it may be shown: keys and the passwords of addresses replaced by `***`."""
    if value.value and SECRET.search(value.name):
        return value.model_copy(update={"value": "***"})
    if isinstance(value.value, str):
        return value.model_copy(update={"value": PASSWORD.sub(r"\1***@", value.value)})
    return value


def _from_file(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        return tomllib.loads(path.expanduser().read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the settings file {str(path)!r} cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"the settings file {str(path)!r} is not TOML: {error}") from error


def _from_variables(variables: Mapping[str, str]) -> list[tuple[dict[str, Any], str]]:
    names = [name for name, _ in _flat(Settings().model_dump(mode="json"))]
    known = {_variable(name): name for name in names}
    found = []
    for variable, text in sorted(variables.items()):
        if not variable.startswith(PREFIX) or variable == "PARLEY_SETTINGS":
            continue
        if not text and variable in known:  # `PARLEY_LIBRARY= parley …` takes a value back
            continue
        if variable not in known:
            endings = [name.removeprefix(PREFIX) for name in known]
            near = difflib.get_close_matches(variable.removeprefix(PREFIX), endings, n=1)
            hint = f"did you mean {PREFIX}{near[0]}?" if near else "see `parley settings` for the names"
            raise SettingsError(f"no setting named {variable}", hint=hint)
        values: Any = text
        for part in reversed(known[variable].split(".")):
            values = {part: values}
        found.append((values, variable))
    return found


def _variable(name: str) -> str:
    # a server is named as an address is, and has no parts of parts
    joint = "_" if name.startswith("chroma.") else NESTING
    return PREFIX + name.replace(".", joint).upper()


def _take_openai_key(merged: dict[str, Any], variables: Mapping[str, str], origins: dict[str, str]) -> None:
    """`OPENAI_API_KEY` holds for OpenAI's own address and goes to no other."""
    key = variables.get("OPENAI_API_KEY", "").strip()
    for part in ("chat", "embedding_endpoint"):
        chosen = merged.get(part)
        if not key or not isinstance(chosen, dict) or not chosen.get("model") or chosen.get("key"):
            continue
        if not chosen.get("base_url") and chosen.get("provider", "openai") == "openai":
            chosen["key"] = key
            origins[f"{part}.key"] = "OPENAI_API_KEY"


def _merge(into: dict[str, Any], values: Mapping[str, Any], origin: str, origins: dict[str, str], at: str = "") -> None:
    for name, value in values.items():
        full = f"{at}{name}"
        if isinstance(value, Mapping):
            _merge(into.setdefault(name, {}), value, origin, origins, f"{full}.")
        else:
            into[name] = value
            origins[full] = origin


def _flat(values: Mapping[str, Any], at: str = "") -> list[tuple[str, Any]]:
    flat: list[tuple[str, Any]] = []
    for name, value in values.items():
        flat += _flat(value, f"{at}{name}.") if isinstance(value, Mapping) else [(f"{at}{name}", value)]
    return flat


def _explained(error: ValidationError, origins: Mapping[str, str]) -> SettingsError:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    where = origins.get(name, "the settings")
    if first["type"] == "extra_forbidden":
        return SettingsError(f"no setting named {name!r} ({where})", hint="see `parley settings` for the names")
    shown = "***" if SECRET.search(name) else repr(first["input"])
    return SettingsError(f"{name} cannot be {shown} ({where}): {_lowered(first['msg'])}")


def _lowered(words: str) -> str:
    said = words.removeprefix("Value error, ")
    return said[:1].lower() + said[1:]
