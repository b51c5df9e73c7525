"""Somebody else's answers, from a JSON lines file, as samples.

One line a case: `case` and either `answer`, an object as `parley ask --json` prints it, or the bare
fields `text`, `status`, `citations`. A line of a run's own samples.jsonl will do too. A citation names its
article by `article_id`, or by `article`: the id, the file's name without its ending, the address or
the title; with `quote` alone its place is looked for. A case without a line is an error of that case.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.cases import EvalCase
from evals.given import GivenAnswer, GivenCitation
from evals.gold_corpus import GoldCorpus
from evals.samples import Retrieved, Sample
from index.errors import UsageError

__all__ = ["read_answers"]


class AnswerLine(BaseModel):
    """One line of the file."""

    model_config = ConfigDict(extra="ignore")

    case: str
    repeat: int = 0
    answer: dict[str, Any] | None = None
    text: str | None = None
    status: str = "answered"
    citations: list[dict[str, Any]] = []
    error: str = ""
    milliseconds: float | None = None
    retrieved: tuple[Retrieved, ...] | None = None
    system: str = ""


def read_answers(path: Path, cases: Sequence[EvalCase], corpus: GoldCorpus) -> list[Sample]:
    """A sample for every line of a case that is asked for; lines of other cases are passed over.

    Raises: UsageError, with the number of the line, for what cannot be read or stands twice.
    """
    by_id = {case.id: case for case in cases}
    samples: dict[tuple[str, int], Sample] = {}
    try:
        with path.open(encoding="utf-8") as file:
            for number, text in enumerate(file, start=1):
                if not text.strip():
                    continue
                line = _line(text, f"{path}:{number}")
                if line.case not in by_id:
                    continue
                sample = _sample(line, by_id[line.case], path.stem, corpus, f"{path}:{number}")
                if sample.key in samples:
                    raise UsageError(f"{path}:{number}: a second answer to {line.case!r}")
                samples[sample.key] = sample
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read the answers {str(path)!r}: {error}") from error
    return list(samples.values())


def _line(text: str, place: str) -> AnswerLine:
    try:
        return AnswerLine.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        raise UsageError(f"{place}: not JSON: {error}") from error
    except ValidationError as error:
        raise _complaint(place, error) from error


def _sample(line: AnswerLine, case: EvalCase, system: str, corpus: GoldCorpus, place: str) -> Sample:
    data = line.answer
    if data is None and line.text is not None:
        data = {"text": line.text, "status": line.status, "citations": line.citations}
    answer = None
    if data is not None:
        try:
            answer = _placed(GivenAnswer.model_validate(_numbered(data)), corpus)
        except ValidationError as error:
            raise _complaint(place, error) from error
    return Sample(
        case=case.id,
        repeat=line.repeat,
        question=case.question,
        as_of=case.as_of,
        system=line.system or system,
        answer=answer,
        error=line.error if answer is not None or line.error else "no answer in the file",
        milliseconds=line.milliseconds,
        retrieved=line.retrieved,
    )


def _numbered(data: Mapping[str, Any]) -> dict[str, Any]:
    """Citations without a number get the one of their place."""
    citations = data.get("citations") or []
    if not all(isinstance(each, Mapping) for each in citations):
        return dict(data)
    return {**data, "citations": [{"n": at, **each} for at, each in enumerate(citations, start=1)]}


def _placed(answer: GivenAnswer, corpus: GoldCorpus) -> GivenAnswer:
    return answer.model_copy(update={"citations": tuple(_with_article(each, corpus) for each in answer.citations)})


def _with_article(citation: GivenCitation, corpus: GoldCorpus) -> GivenCitation:
    """The citation with its article's id, where another name of the article was given."""
    if citation.article_id in corpus.by_id:
        return citation
    named = citation.article_id or str((citation.model_extra or {}).get("article", ""))
    article = corpus.by_name.get(named) or corpus.by_id.get(named)
    address = str((citation.model_extra or {}).get("url", "")) or named
    if article is None:
        matching = [
            each
            for each in corpus.by_id.values()
            if (each.url and each.url == address) or (each.title and each.title in {named, citation.title})
        ]
        article = matching[0] if len(matching) == 1 else None
    if article is None:
        return citation.model_copy(update={"article_id": named})
    return citation.model_copy(update={"article_id": article.id, "published": citation.published or article.published})


def _complaint(place: str, error: ValidationError) -> UsageError:
    first = error.errors(include_url=False)[0]
    return UsageError(f"{place}: {'.'.join(str(step) for step in first['loc'])}: {first['msg']}")
