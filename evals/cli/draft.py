"""`parley-eval draft`: feedback of readers as draft cases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evals.terminal import exit_codes, say

__all__ = ["draft"]


def draft(
    library: Annotated[Path, typer.Option(help="The library whose readers said something.")],
    *,
    good: Annotated[bool, typer.Option("--good", help="What was liked, instead of what was found wrong.")] = False,
) -> None:
    """Write draft cases of what readers said of answers, for a person to complete."""
    with exit_codes():
        from assistant import Assistant
        from evals.drafting import draft_cases

        with Assistant.open(library, create=False) as parley:
            found = parley.feedback(good=good)
        typer.echo(draft_cases(found), nl=False)
        say(f"{len(found)} drafts: correct kind and reference, add key_facts and evidence, then `parley-eval lint`")
