"""All systems that can be asked, by name. A new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from evals.systems import AssistantSystem, System, loaded_assistant
from index.errors import UsageError

__all__ = ["SYSTEMS", "open_system"]

SYSTEMS = ("parley", "textbook")


@contextmanager
def open_system(
    name: str,
    corpus: Path,
    library: Path | None,
    settings: Sequence[str] = (),
    say: Callable[[str], None] = lambda _: None,
) -> Iterator[System]:
    """A system over a corpus. Raises: UsageError for a name that is not in the table, and what loading raises."""
    if name == "parley":
        with loaded_assistant([corpus], library, say, settings) as parley:
            yield AssistantSystem(parley)
    elif name == "textbook":
        from evals.textbook import textbook_over

        with textbook_over(corpus, settings, say) as system:
            yield system
    else:
        raise UsageError(f"no system {name!r}", hint=f"choose from {', '.join(SYSTEMS)}")
