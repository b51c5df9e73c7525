"""What the tests of the readers share: run the readers over paths and sort what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from index.articles import Draft
from index.readers import Problem, ReadOptions, read_inputs

if TYPE_CHECKING:
    from pathlib import Path

STORY = (
    "Ministers from both sides met in Geneva on Tuesday to revive talks on steel quotas.\n\n"
    "Officials said that no date had been set for another round, and that the duties would stay in force.\n\n"
    "Importers have asked for clarity since the quotas were cut in the spring."
)


@dataclass(frozen=True)
class Outcome:
    drafts: list[Draft]
    problems: list[Problem]

    @property
    def only(self) -> Draft:
        assert not self.problems, self.problems
        assert len(self.drafts) == 1, self.drafts
        return self.drafts[0]

    @property
    def problem(self) -> Problem:
        assert not self.drafts, self.drafts
        assert len(self.problems) == 1, self.problems
        return self.problems[0]

    @property
    def problem_of_all(self) -> str:
        """The reason of the one problem beside the drafts."""
        [problem] = self.problems
        return problem.reason


def read(*inputs: Path | str, stdin: bytes | None = None, **options: object) -> Outcome:
    items = list(
        read_inputs(
            [str(each) for each in inputs],
            ReadOptions.model_validate(options),
            stdin=BytesIO(stdin) if stdin is not None else None,
        )
    )
    drafts = [item for item in items if isinstance(item, Draft)]
    return Outcome(drafts, [item for item in items if isinstance(item, Problem)])


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
