"""The files of the public sets, line by line, as typed records."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.external.contract import ExternalPlan
from index.errors import UsageError

__all__ = ["Identified", "chosen", "data_file", "files_below", "in_split", "read_lines"]


class Identified(BaseModel):
    """A record with an id; fields that nobody asked for are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str


Record = TypeVar("Record", bound=Identified)


def data_file(plan: ExternalPlan, *parts: str) -> Path:
    """A file of the data. Raises: UsageError when it is not there."""
    path = plan.data.joinpath(*parts)
    if not path.is_file():
        raise UsageError(
            f"no {'/'.join(parts)} in {str(plan.data)!r}",
            hint="download the public data first; --data names the folder that holds news, trade and so on",
        )
    return path


def files_below(plan: ExternalPlan, name: re.Pattern[str]) -> list[Path]:
    """The files anywhere below the data's folder whose whole name fits. Raises: UsageError when there is none."""
    found = sorted(path for path in plan.data.rglob("*.json*") if path.is_file() and name.fullmatch(path.name))
    if not found:
        raise UsageError(
            f"no file below {str(plan.data)!r} has a name like {name.pattern}",
            hint="download the public data first; --data names the folder that holds its files",
        )
    return found


def read_lines(path: Path, model: type[Record]) -> list[Record]:
    """The records of a JSON lines file. Raises: UsageError for a line of another form."""
    records = []
    # not splitlines(): some texts hold U+2028, at which it breaks a line
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                records.append(model.model_validate_json(line))
            except ValidationError as error:
                raise UsageError(f"{path}:{number}: {error.errors()[0]['msg']}") from error
    return records


def in_split(identity: str, split: str) -> bool:
    """Whether a question belongs to a split: dev when the first byte of its id's SHA-256 is even."""
    even = hashlib.sha256(identity.encode()).digest()[0] % 2 == 0
    return split == "all" or even is (split == "dev")


def chosen(records: Sequence[Record], plan: ExternalPlan) -> list[Record]:
    """The records of the plan's split, at most as many as it allows."""
    return [record for record in records if in_split(record.id, plan.split)][: plan.limit]
