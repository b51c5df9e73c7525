"""A prompt's name in, its messages out.

A template is `<name>.v<N>.jinja` with a block `system` and a block `user`. It runs in a sandbox, and a
variable it is not given is an error. What is shipped is never edited: new words are a new version.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

__all__ = ["Message", "Prompt", "PromptError", "load_prompt"]

HERE = Path(__file__).parent
FILE = re.compile(r"(?P<name>[a-z][a-z_]*)\.v(?P<version>\d+)\.jinja")
ROLES: tuple[Literal["system", "user"], ...] = ("system", "user")
LARGEST_BYTES = 100_000


class PromptError(ValueError):
    """A template is missing, cannot be read, or asks for what it is not given."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model."""

    role: Literal["system", "user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A template with its version."""

    name: str
    version: int
    source: str

    @property
    def digest(self) -> str:
        """Changes with every letter of the template; 12 hexadecimal digits."""
        return hashlib.sha256(self.source.encode()).hexdigest()[:12]

    @property
    def label(self) -> str:
        """`answer.v1/0123456789ab`."""
        return f"{self.name}.v{self.version}/{self.digest}"

    def messages(self, **variables: Any) -> list[Message]:
        """The system's and the user's message. Raises: PromptError when a variable is missing or it cannot run."""
        from jinja2 import TemplateError

        try:
            template = _template(self.source)
            made = []
            for role in ROLES:
                block = template.blocks.get(role)
                if block is None:
                    raise PromptError(f"prompt {self.name!r} has no block {role!r}")
                context = template.new_context(variables)
                made.append(Message(role, "".join(block(context)).strip()))
        except (TemplateError, ArithmeticError, TypeError, AttributeError) as error:
            raise PromptError(f"prompt {self.name!r} version {self.version} cannot be filled in: {error}") from error
        return made


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """The newest version of a prompt: the folder's own when it has one, else the shipped one.

    Raises: PromptError when there is none, or when the file cannot be read.
    """
    for place in (folder, HERE):
        found = _newest(name, place) if place is not None else None
        if found is not None:
            version, path = found
            return Prompt(name, version, _read(path))
    raise PromptError(f"there is no prompt named {name!r}")


def _newest(name: str, folder: Path) -> tuple[int, Path] | None:
    try:
        files = sorted(folder.iterdir())
    except OSError as error:
        raise PromptError(f"the prompts' folder {str(folder)!r} cannot be read ({error.strerror})") from error
    matches = [(match, path) for path in files if (match := FILE.fullmatch(path.name))]
    versions = [(int(match["version"]), path) for match, path in matches if match["name"] == name]
    return max(versions, default=None)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise PromptError(f"the prompt {str(path)!r} is larger than {LARGEST_BYTES:,} bytes")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptError(f"the prompt {str(path)!r} cannot be read: {error}") from error


@lru_cache(maxsize=16)
def _template(source: str) -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.from_string(source)
