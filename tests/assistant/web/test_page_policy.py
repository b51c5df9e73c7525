"""What every response carries, and what is written into the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

pytestmark = pytest.mark.loopback

BROWSER = {"accept": "text/html,application/xhtml+xml", "accept-encoding": "gzip, br"}


@pytest.fixture
def client(served: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served, headers=BROWSER, trust_env=False) as client:
        yield client


def test_the_page_and_its_assets_come_with_the_policy(client: httpx.Client) -> None:
    for path in ("/", "/parley-page/page.js", "/parley-page/page.css", "/config", "/no-such-page"):
        response = client.get(path)
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
        assert response.headers["x-content-type-options"] == "nosniff"


def test_every_script_of_the_page_has_the_number_of_its_response(client: httpx.Client) -> None:
    first, second = client.get("/"), client.get("/")
    numbers = re.findall(r"<script nonce=\"([^\"]+)\"", first.text)
    assert len(numbers) == len(re.findall(r"<script\b", first.text)) > 3
    assert len(set(numbers)) == 1
    assert f"'nonce-{numbers[0]}'" in first.headers["content-security-policy"]
    assert numbers[0] not in second.text


def test_the_page_names_no_other_site(client: httpx.Client) -> None:
    page = client.get("/").text
    markup = re.sub(r"<script\b[^>]*>.*?</script>", "", page, flags=re.DOTALL)
    assert "<gradio-app" in page
    assert re.findall(r"https?://", markup) == []
