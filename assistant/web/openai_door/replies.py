"""An Answer in OpenAI's form: its pieces, its citations as annotations, its usage."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import quote

from assistant.answers import Answer
from assistant.markers import MARKER
from assistant.web.event_stream import event
from assistant.web.openai_door.bodies import (
    Annotation,
    Choice,
    Chunk,
    ChunkChoice,
    Completion,
    Delta,
    TokenUsage,
    UrlCitation,
    Written,
)
from assistant.web.paths import ARTICLES

__all__ = ["Reply", "usage_of"]

TAKEN_BACK = "\n\nThe text above was a draft and is withdrawn. The answer:\n\n"


@dataclass(frozen=True, slots=True)
class Reply:
    """What all pieces of one response share."""

    id: str
    created: int
    model: str
    base: str
    """The server's own address, for articles without one."""

    def whole(self, answer: Answer) -> Completion:
        """The answer in one piece."""
        message = Written(content=answer.text, annotations=self.annotations(answer, answer.text))
        return Completion(
            id=self.id,
            created=self.created,
            model=self.model,
            choices=[Choice(message=message)],
            usage=usage_of(answer),
            parley=answer,
        )

    def chunk(self, delta: Delta, *, answer: Answer | None = None) -> str:
        """A piece of the message; the one with the answer ends it."""
        choice = ChunkChoice(delta=delta, finish_reason="stop" if answer else None)
        return self._sent([choice], answer=answer)

    def ending(self, answer: Answer, said: str, *, usage: bool) -> list[str]:
        """What the text still lacks, the citations, and the end.

        What holds is the answer, not what was said on the way: a draft that became another text is taken back.
        """
        pieces = []
        if said.strip() != answer.text:
            text = TAKEN_BACK + answer.text if said.strip() else answer.text
            pieces.append(self.chunk(Delta(content=text)))
            said += text
        annotations = self.annotations(answer, said)
        pieces.append(self.chunk(Delta(annotations=annotations or None), answer=answer))
        if usage:
            pieces.append(self._sent([], usage=usage_of(answer)))
        return [*pieces, event("[DONE]")]

    def annotations(self, answer: Answer, content: str) -> list[Annotation]:
        """One for each marker of the answer's text, which `content` ends with, at its place."""
        first = content.rindex(answer.text)
        found = []
        for marker in MARKER.finditer(content, first):
            citation = answer.citations[int(marker.group(1)) - 1]
            made = UrlCitation(
                start_index=marker.start(),
                end_index=marker.end(),
                url=citation.url or f"{self.base}{ARTICLES}/{quote(citation.article_id, safe='')}",
                title=citation.title,
                n=citation.n,
                article_id=citation.article_id,
                source=citation.source,
                published=citation.published.value,
                quote=citation.quote,
                start=citation.start,
                end=citation.end,
            )
            found.append(Annotation(url_citation=made))
        return found

    def _sent(
        self, choices: list[ChunkChoice], *, answer: Answer | None = None, usage: TokenUsage | None = None
    ) -> str:
        made = Chunk(id=self.id, created=self.created, model=self.model, choices=choices, parley=answer, usage=usage)
        told = made.model_dump(mode="json")
        for choice in told["choices"]:
            choice["delta"] = {name: value for name, value in choice["delta"].items() if value is not None}
        return event(json.dumps({name: value for name, value in told.items() if value is not None}))


def usage_of(answer: Answer) -> TokenUsage:
    """The tokens of the chat model behind the answer."""
    read, written = answer.usage.prompt_tokens, answer.usage.completion_tokens
    return TokenUsage(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)
