"""The HTTP API: the wire forms are those of Python, and errors are problems."""

from __future__ import annotations

import json
from typing import Any

from fastapi.testclient import TestClient

from assistant.answers import Answer
from assistant.timelines import Timeline

STALL = "Why did talks in Washington stall?"


def events_of(text: str) -> list[tuple[str, Any]]:
    found = []
    for block in text.strip().split("\n\n"):
        lines = [line for line in block.split("\n") if not line.startswith(":")]
        fields = dict(line.split(": ", 1) for line in lines)
        found.append((fields["event"], json.loads(fields["data"])))
    return found


def test_an_answer_comes_in_its_wire_form_and_its_quotes_are_in_the_articles(client: TestClient) -> None:
    reply = client.post("/api/v1/ask", json={"question": STALL, "as_of": "2019-06"})
    assert reply.status_code == 200
    answer = Answer.model_validate_json(reply.content)
    assert answer.status == "answered"
    assert "went back on promises" in answer.text
    for citation in answer.citations:
        article = client.get(f"/api/v1/articles/{citation.article_id}").json()
        assert article["text"][citation.start : citation.end] == citation.quote


def test_a_stream_tells_the_same_answer_at_its_end(client: TestClient) -> None:
    body = {"question": STALL, "as_of": "2019-06-30"}
    whole = Answer.model_validate_json(client.post("/api/v1/ask", json=body).content)
    asked = client.post("/api/v1/ask", json={**body, "stream": True})
    accepted = client.post("/api/v1/ask", json=body, headers={"Accept": "text/event-stream"})
    for reply in (asked, accepted):
        assert reply.headers["content-type"].startswith("text/event-stream")
        events = events_of(reply.text)
        assert events[0][0] == "searched"
        kind, told = events[-1]
        answer = Answer.model_validate(told["answer"])
        assert kind == "answer"
        assert answer.model_copy(update={"usage": whole.usage}) == whole
        texts = "".join(each["text"] for kind, each in events if kind == "text")
        assert texts.strip() == answer.text


def test_a_refusal_is_an_answer_and_not_an_error(client: TestClient) -> None:
    reply = client.post("/api/v1/ask", json={"question": "Who won the chess Olympiad in Baku?"})
    assert reply.status_code == 200
    assert reply.json()["status"] == "no_evidence"
    assert reply.json()["refusal_reason"]


def test_a_search_gives_hits_best_first_with_their_places(client: TestClient) -> None:
    found = client.post("/api/v1/search", json={"query": "steel tariffs", "k": 2}).json()
    assert [hit["rank"] for hit in found["hits"]] == [1, 2]
    assert found["hits"][0]["article_id"] == "steel"


def test_a_timeline_comes_in_its_wire_form(client: TestClient) -> None:
    reply = client.post("/api/v1/timeline", json={"topic": "steel tariffs", "as_of": "2019-06-30"})
    timeline = Timeline.model_validate_json(reply.content)
    assert timeline.events
    assert timeline.topic == "steel tariffs"


def test_articles_are_listed_in_parts(client: TestClient) -> None:
    first = client.get("/api/v1/articles", params={"limit": 2}).json()
    assert [each["id"] for each in first["articles"]] == ["steel", "raise"]
    assert first["more"]
    rest = client.get("/api/v1/articles", params={"limit": 2, "offset": 2}).json()
    assert [each["id"] for each in rest["articles"]] == ["soy"]
    assert not rest["more"]
    one = client.get("/api/v1/articles", params={"source": "Meridian Wire"}).json()
    assert [each["id"] for each in one["articles"]] == ["raise"]
    assert "text" not in one["articles"][0]


def test_an_added_article_is_found_at_once_and_gone_when_removed(client: TestClient) -> None:
    text = "Chile and Peru signed a copper accord in Lima on Tuesday."
    article = {"id": "a/b c#1", "title": "Copper", "text": text, "published": "2019-05-20", "source": "Andes Post"}
    report = client.post("/api/v1/articles", json={"articles": [article]}).json()
    assert (report["added"], report["failed"]) == (1, 0)
    body = {"question": "Where did Chile and Peru sign a copper accord?"}
    assert client.post("/api/v1/ask", json=body).json()["citations"][0]["article_id"] == "a/b c#1"
    path = "/api/v1/articles/a%2Fb%20c%231"
    assert client.get(path).json()["published"]["value"] == "2019-05-20"
    assert client.delete(path).status_code == 204
    assert client.delete(path).status_code == 404
    assert client.get(path).status_code == 404
    assert client.post("/api/v1/ask", json=body).json()["status"] == "no_evidence"


def test_uploads_are_read_by_their_content_and_named_as_they_were(client: TestClient) -> None:
    files = [
        ("files", ("../../etc/one.md", b"# Copper\n\nChile raised its copper levy on Tuesday, officials said.")),
        ("files", ("empty.txt", b"")),
        ("files", ("lines.jsonl", b'{"text": "Peru followed with a levy of its own."}\n{broken\n')),
    ]
    reply = client.post(
        "/api/v1/articles/upload", files=files, data={"published": "2019-05-21", "source": "Andes Post"}
    )
    report = reply.json()
    assert reply.status_code == 200
    assert (report["added"], report["skipped"], report["failed"]) == (2, 1, 1)
    assert report["skipped_inputs"][0]["place"] == "empty.txt"
    assert report["failed_inputs"][0]["place"] == "lines.jsonl:2"
    listed = client.get("/api/v1/articles", params={"source": "Andes Post"}).json()["articles"]
    assert {each["published"]["value"] for each in listed} == {"2019-05-21"}
    assert "parley-upload" not in reply.text


def test_a_private_address_is_not_fetched(client: TestClient) -> None:
    report = client.post("/api/v1/articles", json={"urls": ["http://169.254.169.254/latest/meta-data"]}).json()
    assert report["failed"] == 1
    assert report["added"] == 0


def test_a_path_is_no_address(client: TestClient) -> None:
    for url in ("/etc/passwd", "file:///etc/passwd", "-"):
        assert client.post("/api/v1/articles", json={"urls": [url]}).status_code == 422


def problem(reply: Any, status: int, kind: str) -> dict[str, Any]:
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = reply.json()
    assert told["type"] == kind
    assert told["status"] == status
    assert told["request_id"] == reply.headers["x-request-id"]
    assert "Traceback" not in reply.text
    return told


def test_what_cannot_be_meant_is_a_problem_that_names_it(client: TestClient) -> None:
    told = problem(client.post("/api/v1/ask", json={"question": "steel?", "k": 0}), 422, "urn:parley:invalid-request")
    assert told["errors"][0]["field"] == "body.k"
    swapped = {"question": "steel?", "since": "2019-06", "until": "2019-05"}
    told = problem(client.post("/api/v1/ask", json=swapped), 422, "urn:parley:usage-error")
    assert told["hint"] == "swap them"
    told = problem(client.post("/api/v1/ask", json={**swapped, "stream": True}), 422, "urn:parley:usage-error")
    problem(
        client.post("/api/v1/ask", content=b"{", headers={"Content-Type": "application/json"}),
        422,
        "urn:parley:invalid-request",
    )
    problem(client.get("/api/v1/nothing"), 404, "about:blank")
    problem(client.put("/api/v1/ask"), 405, "about:blank")
    problem(client.post("/api/v1/articles", json={}), 422, "urn:parley:usage-error")


def test_a_body_that_is_too_large_is_refused_by_its_size(client: TestClient) -> None:
    large = {"question": "steel " * 100_000}
    problem(client.post("/api/v1/ask", json=large), 413, "urn:parley:too-large")


def test_health_counts_what_is_there(client: TestClient) -> None:
    told = client.get("/api/v1/health").json()
    assert told["status"] == "ok"
    assert told["library"]["articles"] == 3


def test_the_document_describes_every_operation_and_the_page_needs_nothing_else(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    assert "Problem" in document["components"]["schemas"]
    page = client.get("/api/v1/docs")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "http://" not in page.text
    assert "https://" not in page.text.replace("^https?://", "")
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page.text
