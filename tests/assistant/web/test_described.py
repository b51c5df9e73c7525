"""The server does what its OpenAPI document says, asked with whatever that allows and with what it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup

from assistant.web.doors import app_with_doors
from tests.assistant.conftest import write_corpus
from tests.assistant.web.serving import opened, running

pytestmark = [pytest.mark.loopback, pytest.mark.slow]

OPERATIONS = (
    "POST /api/v1/ask",
    "POST /api/v1/search",
    "POST /api/v1/timeline",
    "GET /api/v1/articles",
    "POST /api/v1/articles",
    "GET /api/v1/articles/{article_id}",
    "DELETE /api/v1/articles/{article_id}",
    "POST /api/v1/articles/upload",
    "GET /api/v1/health",
    "GET /metrics",
    "GET /v1/models",
    "GET /v1/models/{model}",
    "POST /v1/chat/completions",
)
WITHOUT_A_WRONG_WAY = {"GET /api/v1/health", "GET /metrics", "GET /v1/models", "GET /v1/models/{model}"}
"""What takes nothing, or any text, cannot be asked wrongly."""
EXAMPLES = 12
MEANINGLESS = {"usage-error", "input-error"}
"""Well formed, and still nothing that can be done: a window upside down, 29 February of a common year."""


@pytest.fixture(scope="module")
def operations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("described")
    write_corpus(folder / "articles.jsonl")
    with opened(folder / "library", requests_per_minute=0) as parley:
        parley.load([folder / "articles.jsonl"])
        with running(app_with_doors(parley)) as address:
            document = schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")
            found: list[Any] = [each.ok() for each in document.get_all_operations()]  # type: ignore[union-attr]
            yield {each.label: each for each in found}


def test_every_operation_is_tried(operations: dict[str, Any]) -> None:
    assert set(operations) == set(OPERATIONS)


@pytest.mark.parametrize("label", OPERATIONS)
def test_what_the_document_allows_is_answered_as_it_says(operations: dict[str, Any], label: str) -> None:
    check(operations[label], GenerationMode.POSITIVE)


@pytest.mark.parametrize("label", [label for label in OPERATIONS if label not in WITHOUT_A_WRONG_WAY])
def test_what_the_document_does_not_allow_is_refused_as_it_says(operations: dict[str, Any], label: str) -> None:
    check(operations[label], GenerationMode.NEGATIVE)


def check(operation: Any, mode: GenerationMode) -> None:
    tried = 0

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    def one(case: Any) -> None:
        nonlocal tried
        tried += 1
        response = case.call()
        wrong = [each for each in failures(case, response) if not is_meant(each, case, response)]
        assert wrong == [], f"{response.status_code} {response.text[:500]}"

    one()
    assert tried


def failures(case: Any, response: Any) -> Sequence[BaseException]:
    try:
        case.validate_response(response)
    except FailureGroup as group:
        return group.exceptions
    return ()


def is_meant(failure: BaseException, case: Any, response: Any) -> bool:
    """Whether it is what the server is to do, although the document cannot say so."""
    match type(failure).__name__:
        case "RejectedPositiveData":
            told = response.json()
            kind = told["error"]["code"] if "error" in told else told["type"].rpartition(":")[2]
            return response.status_code in {400, 422} and kind in MEANINGLESS
        case "AcceptedNegativeData":
            # too large to be read at all; a field of a form, which has text alone and no types
            without_types = case.media_type == "multipart/form-data" and "violates `type`" in str(failure)
            return int(response.status_code) == 413 or without_types
    return False


def test_a_failure_is_seen(tmp_path: Path) -> None:
    """The check itself: a document that promises something else is found out."""
    write_corpus(tmp_path / "articles.jsonl")
    with opened(tmp_path / "library") as parley:
        app = app_with_doors(parley)
        described = app.openapi()
        described["paths"]["/api/v1/health"]["get"]["responses"]["200"]["content"] = {"text/plain": {}}
        with running(app) as address:
            document = schemathesis.openapi.from_dict(described)
            document.config.update(base_url=address)
            operation = document["/api/v1/health"]["get"]
            with pytest.raises(AssertionError, match="UndefinedContentType"):
                check(operation, GenerationMode.POSITIVE)
