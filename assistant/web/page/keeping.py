"""What is done with an answer on the page: a reader's word kept, the answer taken along as a file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.documents import exported_answer, exported_conversation
from assistant.web.page.listening import effect
from assistant.web.page.saying import in_words
from index.errors import ParleyError

if TYPE_CHECKING:
    from assistant.parley import Assistant
    from assistant.web.page.asking import Session

__all__ = ["kept_word", "taken_along"]

LONGEST = 4000
FORMATS = {
    "md": "text/markdown",
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
"""What the browser is told that a file is."""


def kept_word(parley: Assistant, session: Session, values: Mapping[str, Any], owner: str) -> dict[str, Any]:
    """Keep a thumb, with the comment if there is one; the effect says that it was kept."""
    turn = str(values.get("turn"))
    answer = session.answers.get(turn)
    if answer is None:
        return effect(thanks={"turn": turn, "said": "This answer is not here any more."})
    comment = str(values.get("comment") or "")[:LONGEST]
    try:
        good, before = values.get("good") == "yes", session.words.get(turn, "")
        session.words[turn] = parley.give_feedback(answer, good, comment=comment, owner=owner, replaces=before).id
    except ParleyError as error:
        return effect(thanks={"turn": turn, "said": in_words(error)})
    said = "Thank you. The comment is kept with it." if comment else "Kept with the question and the answer."
    return effect(thanks={"turn": turn, "said": said})


def taken_along(parley: Assistant, session: Session, values: Mapping[str, Any], owner: str) -> dict[str, Any]:
    """An answer, or the whole conversation, as a file that the browser saves."""
    form = str(values.get("format"))
    answer = session.answers.get(str(values.get("turn")))
    try:
        if values.get("what") == "conversation":
            content = exported_conversation(parley.conversation(str(values.get("talk")), owner=owner), form)
        elif answer is None:
            return effect(notice="There is no answer to save any more.")
        else:
            content = exported_answer(answer, form)
    except ParleyError as error:
        return effect(notice=in_words(error))
    name = f"parley-{values.get('what') or 'answer'}.{form}"
    return effect(download={"name": name, "type": FORMATS[form], "data": b64encode(content).decode()})
