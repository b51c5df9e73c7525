"""Whatever a model's client raises, in our words: what was wrong, and which setting to look at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import openai

from index.errors import (
    ContextTooLong,
    ModelBroken,
    ModelBusy,
    ModelDenied,
    ModelError,
    ModelNotFound,
    ModelTimeout,
    ModelUnreachable,
)

__all__ = ["as_model_error"]

CONTEXT = re.compile(
    r"context[ _](?:length|window|size)|context_length_exceeded|too many tokens|maximum (?:context|prompt)|"
    r"prompt is too long|exceed\w* .{0,40}(?:context|n_ctx)|reduce the length",
    re.IGNORECASE,
)
LIMITS = (
    re.compile(r"(?:maximum|max)\w* (?:context|model|prompt)[\w ]{0,20}? (?:is|of)\s*(\d{3,7})", re.IGNORECASE),
    re.compile(r"(?:context (?:size|window|length)|n_ctx)\D{0,14}(\d{3,7})", re.IGNORECASE),
)
DENIALS = frozenset({401, 403, 404, 405})
BUSY = 429
QUOTA = re.compile(r"insufficient_quota|quota|billing|credit", re.IGNORECASE)


def as_model_error(error: Exception, where: str, setting: str) -> ModelError:
    """The error of ours that says what happened.

    `where` names model and endpoint; `setting` is the prefix of their settings, `chat` or `embedding_endpoint`.
    """
    if isinstance(error, ModelError):
        return error
    names = f"PARLEY_{setting.upper()}__"
    if isinstance(error, openai.APIStatusError):
        status, said = error.status_code, _said(error)
        if status in DENIALS:
            return _denied(status, where, names)
        return _busy(error, where) if status == BUSY else _of_request(status, said, error.code or "", where, names)
    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return ModelTimeout(f"{where} did not answer in time", hint="is it loaded and free?")
    if isinstance(error, openai.APIConnectionError | httpx.ConnectError):
        return ModelUnreachable(
            f"{where} cannot be reached ({_plainest(error)})",
            hint=f"is it running? {names}BASE_URL says where it is looked for",
        )
    return _broken(error, where, names)


def _broken(error: Exception, where: str, names: str) -> ModelBroken:
    if isinstance(error, httpx.HTTPError):
        return ModelBroken(f"{where} broke off ({_plainest(error)})")
    if isinstance(error, openai.APIError):
        return ModelBroken(f"{where} reported an error ({_said(error)})")
    hint = f"does {names}BASE_URL end in /v1?"
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return ModelBroken(f"{where} sent what is not JSON", hint=hint)
    if isinstance(error, AttributeError | KeyError | IndexError | TypeError | openai.OpenAIError | ValueError):
        return ModelBroken(f"{where} sent what no OpenAI-compatible endpoint sends", hint=hint)
    return ModelBroken(f"{where} failed ({type(error).__name__})")


def _denied(status: int, where: str, names: str) -> ModelError:
    if status == 401:
        return ModelDenied(f"{where} does not accept the key (401)", hint=f"set {names}KEY to a key of this endpoint")
    if status == 403:
        hint = f"does the key of {names}KEY have a right to this model?"
        return ModelDenied(f"{where} does not permit this (403)", hint=hint)
    return ModelNotFound(
        f"{where} is not there ({status})",
        hint=f"check {names}MODEL, and that {names}BASE_URL ends in /v1 where the endpoint has one",
    )


def _busy(error: openai.APIStatusError, where: str) -> ModelBusy:
    wait = _retry_after(error.response)
    if QUOTA.search(f"{error.code or ''} {_said(error)}"):
        return ModelBusy(
            f"{where} says the quota is used up (429)", hint="see the account's billing", retry_after_s=wait or 3600.0
        )
    later = f", and asks to wait {wait:g} s" if wait else ""
    return ModelBusy(f"{where} has too many calls (429){later}", retry_after_s=wait)


def _of_request(status: int, said: str, code: str, where: str, names: str) -> ModelError:
    if status <= 500 and CONTEXT.search(f"{code} {said}"):
        return ContextTooLong(
            f"{where} takes fewer tokens than it was sent",
            hint=f"lower {names}CONTEXT_TOKENS",
            limit_tokens=_limit_in(said),
        )
    if status in {408, 504}:
        return ModelTimeout(f"{where} did not answer in time ({status})")
    if status < 500:
        return ModelError(f"{where} does not take the request ({status}: {said})")
    return ModelBroken(f"{where} failed ({status})")


def _said(error: openai.APIError) -> str:
    """What the server wrote, in one short line. Keys do not come back in it: anything like one is masked."""
    body: Any = error.body
    text = ""
    if isinstance(body, dict):
        inner = body.get("error", body)
        text = str(inner.get("message", "")) if isinstance(inner, dict) else str(inner)
    text = " ".join((text or str(error.message)).split())
    text = re.sub(r"\b(?:sk|key|Bearer)[-_ ][\w*.-]{6,}", "***", text)
    return text if len(text) <= 200 else f"{text[:200]}…"


def _limit_in(said: str) -> int | None:
    for pattern in LIMITS:
        if match := pattern.search(said):
            return int(match[1])
    return None


def _retry_after(response: httpx.Response) -> float | None:
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(float(response.headers.get(name, "")) * scale, 0.0)
        except ValueError:
            continue
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _plainest(error: BaseException) -> str:
    """The words of the deepest cause that has any."""
    said = [str(each) for each in _causes(error) if str(each).strip()]
    words = " ".join(said[-1].split()) if said else type(error).__name__
    return words if len(words) <= 160 else f"{words[:160]}…"
