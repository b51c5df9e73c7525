"""Where the server is: a port that is taken, IPv6 alone, a proxy's path in front of it."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.assistant.conftest import Parley
from tests.assistant.web.conftest import Knock, serving


@pytest.mark.loopback
def test_a_port_that_is_taken_is_one_line_before_anything_is_loaded(parley: Parley, library: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = parley("serve", "--port", str(port), "--no-browser")
    assert ran.code == 2
    assert f"error: port {port} is in use; give another --port, or --port 0 for any" in " ".join(ran.err.split())


def test_an_address_that_is_not_this_machine_s_is_said(parley: Parley, library: Path) -> None:
    ran = parley("serve", "--host", "203.0.113.7", "--no-auth", "--port", "0", "--no-browser")
    assert ran.code == 2
    assert "cannot listen at '203.0.113.7'" in ran.err


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as tried:
            tried.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.loopback
@pytest.mark.slow
@pytest.mark.skipif(not has_ipv6(), reason="there is no IPv6 loopback")
def test_it_listens_on_ipv6_alone(loaded: Path) -> None:
    with serving(loaded, "--host", "::1") as address:
        assert address.startswith("http://[::1]:")
        asked = {"question": "Why did talks in Washington stall?", "as_of": "2019-06-30"}
        reply = httpx.post(f"{address}api/v1/ask", json=asked, trust_env=False, timeout=30)
    assert reply.json()["status"] == "answered"


@pytest.mark.parametrize("root_path", ["/desk", "desk/", "/tools/desk"])
def test_a_proxy_s_path_is_met_whether_the_proxy_takes_it_off_or_not(knock: Knock, root_path: str) -> None:
    client = knock(root_path=root_path)
    shown = f"/{root_path.strip('/')}"
    for before in ("", shown):
        assert client.get(f"{before}/api/v1/health").json()["status"] == "ok"
        assert "Parley" in client.get(f"{before}/api/v1/docs").text
        assert client.get(f"{before}/v1/models").json()["data"][0]["id"] == "parley"
        assert client.post(f"{before}/api/v1/search", json={"query": "steel"}).status_code == 200
        moved = client.get(f"{before}/docs", follow_redirects=False)
        assert moved.headers["location"] == f"{shown}/api/v1/docs"
    assert client.get(f"{shown}sold/api/v1/health").status_code == 404
    listed = client.get(f"{shown}/metrics").text
    assert 'route="/api/v1/search",status="200"} 2' in listed


def test_the_usual_places_lead_to_the_document(client: TestClient) -> None:
    assert client.get("/openapi.json").json()["info"]["title"] == "Parley"
    assert "<h1>" in client.get("/docs").text
