"""A reader's word on an answer becomes a draft case, which a person completes.

What the reader said is put down as it was said; the facts, the evidence and the forbidden are left to
a person, since nobody has checked them yet. A draft does not pass `lint`, on purpose.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from ruamel.yaml import YAML

from assistant.feedback import Feedback

__all__ = ["draft_cases"]


def draft_cases(feedback: Iterable[Feedback]) -> str:
    """YAML for the `cases:` of a suite, one draft each word; an empty text for none."""
    drafts = [_draft(each) for each in feedback]
    if not drafts:
        return ""
    out = io.StringIO()
    yaml = YAML()
    yaml.width = 110
    yaml.dump(drafts, out)
    return out.getvalue()


def _draft(each: Feedback) -> dict[str, object]:
    answer = each.answer
    quotes = [
        {"group": f"cited-{citation.n}", "any": [{"article": citation.article_id, "quote": citation.quote}]}
        for citation in answer.citations
    ]
    return {
        "id": f"draft-{each.id}",
        "question": answer.query.asked or answer.query.question,
        "kind": "what",
        "as_of": answer.query.as_of.isoformat(),
        "answerable": True,
        "tags": ["draft", "liked" if each.good else "disliked"],
        "reference": each.expected or f"TODO. The reader said: {each.comment or 'nothing'}. Parley said: {answer.text}",
        "key_facts": [],
        "evidence": quotes if each.good else [],
    }
