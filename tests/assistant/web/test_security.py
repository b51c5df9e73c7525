"""Who may come in: keys, users, hosts, origins, rates."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from assistant.serving import ServingSettings
from assistant.settings import load_settings, masked
from assistant.web.doors import app_with_doors
from assistant.web.security.callers import check_exposure
from assistant.web.security.hosts import host_allowed, origin_allowed
from assistant.web.security.rates import Rates
from assistant.web.security.sessions import LIFETIME_S, Sessions
from assistant.web.security.users import read_users, remove_user, set_user
from index.errors import SettingsError, UsageError
from tests.assistant.web.conftest import Knock
from tests.assistant.web.serving import opened

KEY = "a key that nobody guesses"
ASKED = {"question": "Why did talks in Washington stall?"}
BEARER = {"Authorization": f"Bearer {KEY}"}


def test_without_keys_and_users_this_machine_needs_none(client: TestClient) -> None:
    assert client.post("/api/v1/ask", json=ASKED).status_code == 200


def test_with_keys_every_door_wants_one(knock: Knock) -> None:
    client = knock(api_keys=(KEY, "another"))
    for method, path in (
        ("POST", "/api/v1/ask"),
        ("GET", "/api/v1/articles"),
        ("GET", "/metrics"),
        ("GET", "/api/v1/docs"),
    ):
        reply = client.request(method, path, json=ASKED)
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"].startswith("Bearer")
        assert client.request(method, path, json=ASKED, headers=BEARER).status_code == 200
    wrong = client.post("/api/v1/ask", json=ASKED, headers={"Authorization": "Bearer no"})
    assert wrong.status_code == 401
    assert wrong.json()["type"] == "urn:parley:unknown-caller"


def test_health_needs_no_key_but_tells_no_numbers_without_one(knock: Knock) -> None:
    client = knock(api_keys=(KEY,))
    assert client.get("/api/v1/health").json()["library"] is None
    assert client.get("/api/v1/health", headers=BEARER).json()["library"]["articles"] == 3


def test_wrong_keys_cannot_be_tried_for_long(knock: Knock) -> None:
    client = knock(api_keys=(KEY,))
    tries = [client.get("/metrics", headers={"Authorization": f"Bearer {n}"}).status_code for n in range(40)]
    assert tries[:30] == [401] * 30
    assert 429 in tries[30:]  # one may have become free again on a slow machine
    assert client.get("/metrics", headers=BEARER).status_code == 200


def test_another_address_is_served_only_with_keys_or_users_or_when_that_is_said(own_library: Path) -> None:
    with opened(own_library, host="0.0.0.0") as parley, pytest.raises(SettingsError, match="--no-auth"):
        app_with_doors(parley)
    check_exposure(ServingSettings(host="0.0.0.0", no_auth=True), own_library)
    check_exposure(ServingSettings(host="0.0.0.0", api_keys=(KEY,)), own_library)
    set_user(own_library / "users", "ann", "correct horse")
    check_exposure(ServingSettings(host="::"), own_library)
    check_exposure(ServingSettings(host="::1"), own_library)


def test_a_user_logs_in_and_out(knock: Knock, own_library: Path) -> None:
    set_user(own_library / "users", "ann", "correct horse")
    client = knock()
    assert client.post("/api/v1/ask", json=ASKED).status_code == 401
    front = client.get("/", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (front.status_code, front.headers["location"]) == (303, "/login")
    assert client.get("/gradio_api/info").status_code == 401
    assert "<form" in client.get("/login").text
    wrong = client.post("/login", data={"name": "ann", "password": "wrong"})
    assert wrong.status_code == 401
    assert "do not belong together" in wrong.text
    right = client.post("/login", data={"name": "ann", "password": "correct horse"}, follow_redirects=False)
    assert (right.status_code, right.headers["location"]) == (303, "/")
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.post("/api/v1/ask", json=ASKED).status_code == 200
    client.post("/logout", follow_redirects=False)
    assert client.post("/api/v1/ask", json=ASKED).status_code == 401


def test_logins_cannot_be_tried_for_long(knock: Knock, own_library: Path) -> None:
    set_user(own_library / "users", "ann", "correct horse")
    client = knock()
    tries = [client.post("/login", data={"name": "ann", "password": str(n)}).status_code for n in range(30)]
    assert tries[:10] == [401] * 10
    assert 429 in tries[10:]


def test_keys_without_users_close_the_page_on_a_public_address(knock: Knock) -> None:
    client = knock(host="0.0.0.0", api_keys=(KEY,))
    assert client.get("/", headers={"Accept": "text/html"}).status_code == 401
    assert client.post("/api/v1/ask", json=ASKED, headers=BEARER).status_code == 200


def test_a_session_ends_with_its_time_with_its_user_and_with_its_password(tmp_path: Path) -> None:
    path = tmp_path / "users"
    set_user(path, "ann", "correct horse")
    now = [1000.0]
    before = read_users(path)
    value = Sessions(b"secret", before, lambda: now[0]).begin("ann")
    sessions = Sessions(b"secret", before, lambda: now[0])
    assert sessions.user(value) == "ann"
    assert sessions.user(value[:-1] + ("0" if value[-1] != "0" else "1")) == ""
    assert sessions.user("nonsense") == sessions.user("é.1") == sessions.user("") == ""
    assert Sessions(b"other", before, lambda: now[0]).user(value) == ""
    now[0] += LIFETIME_S + 1
    assert sessions.user(value) == ""
    now[0] = 1000.0
    set_user(path, "ann", "another password")
    assert Sessions(b"secret", read_users(path), lambda: now[0]).user(value) == ""


def test_users_are_kept_without_their_passwords(tmp_path: Path) -> None:
    path = tmp_path / "users"
    set_user(path, "ann", "correct horse")
    set_user(path, "bob", "battery staple")
    set_user(path, "ann", "battery staple")
    users = read_users(path)
    assert users.names() == ["ann", "bob"]
    assert users.may_enter("ann", "battery staple")
    assert not users.may_enter("ann", "correct horse")
    assert not users.may_enter("eve", "battery staple")
    text = path.read_text()
    assert "staple" not in text
    assert text.splitlines()[0].split(":")[5] != text.splitlines()[1].split(":")[5]
    assert path.stat().st_mode & 0o077 == 0
    remove_user(path, "bob")
    assert read_users(path).names() == ["ann"]
    with pytest.raises(UsageError):
        remove_user(path, "bob")
    with pytest.raises(UsageError, match="too short"):
        set_user(path, "eve", "short")
    with pytest.raises(UsageError, match="no name"):
        set_user(path, "a:b", "long enough")
    path.write_text("ann:1")
    with pytest.raises(SettingsError, match="line 1"):
        read_users(path)


@pytest.mark.parametrize(
    ("host", "names", "known_only", "allowed"),
    [
        ("localhost:7860", (), False, True),
        ("127.0.0.1:7860", (), False, True),
        ("[::1]:7860", (), False, True),
        ("192.168.1.5", (), False, True),
        ("rebound.example:7860", (), False, False),
        ("localhost.rebound.example", (), False, False),
        ("127.0.0.1.rebound.example", (), False, False),
        ("127.0.0.1@rebound.example", (), False, False),
        ("", (), False, False),
        ("localhost:port", (), False, False),
        ("desk.example", ("desk.example",), False, True),
        ("DESK.example:443", ("desk.example",), False, True),
        ("desk.example", (), True, True),
        ("other.example", ("desk.example",), True, False),
    ],
)
def test_names_that_can_be_rebound_are_refused(
    host: str, names: tuple[str, ...], known_only: bool, allowed: bool
) -> None:
    assert host_allowed(host, names, known_only=known_only) is allowed


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"origin": "http://127.0.0.1:7860"}, True),
        ({"origin": "https://127.0.0.1:7860"}, True),  # a proxy in front speaks TLS
        ({"origin": "http://127.0.0.1:7861"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://["}, False),
        ({"origin": "https://desk.example"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
    ],
)
def test_another_sites_page_may_not_call(headers: dict[str, str], allowed: bool) -> None:
    assert origin_allowed(Headers({"host": "127.0.0.1:7860", **headers}), ("https://desk.example",)) is allowed


def test_forged_requests_are_refused_in_words(client: TestClient) -> None:
    forged = client.post("/api/v1/ask", json=ASKED, headers={"Origin": "http://evil.example"})
    assert (forged.status_code, forged.json()["type"]) == (403, "urn:parley:foreign-origin")
    assert "access-control-allow-origin" not in forged.headers
    rebound = client.post("/api/v1/ask", json=ASKED, headers={"Host": "evil.example"})
    assert (rebound.status_code, rebound.json()["type"]) == (421, "urn:parley:unknown-host")
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    assert client.options("/api/v1/ask", headers=asked).status_code == 403


def test_a_site_that_was_let_in_may_call(knock: Knock) -> None:
    client = knock(allowed_origins=("https://desk.example",), api_keys=(KEY,))
    origin = {"Origin": "https://desk.example"}
    preflight = {**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    asked = client.options("/api/v1/ask", headers=preflight)
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == "https://desk.example"
    reply = client.post("/api/v1/ask", json=ASKED, headers={**origin, **BEARER})
    assert reply.headers["access-control-allow-origin"] == "https://desk.example"
    assert client.post("/api/v1/ask", json=ASKED, headers=origin).status_code == 401


def test_rates_fill_up_again_and_are_each_caller_s_own() -> None:
    now = [0.0]
    rates = Rates(60, lambda: now[0])
    assert [rates.wait_s("a") for _ in range(60)] == [0.0] * 60
    assert rates.wait_s("a") == pytest.approx(1.0)
    assert rates.wait_s("b") == 0.0
    now[0] += 1
    assert rates.wait_s("a") == 0.0
    assert rates.wait_s("a") > 0
    assert Rates(0).wait_s("a") == 0.0


def test_too_many_requests_are_told_when_to_come_again(knock: Knock) -> None:
    client = knock(requests_per_minute=2)
    codes = [client.get("/api/v1/articles").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    reply = client.get("/api/v1/articles")
    assert reply.json()["retryable"]
    assert int(reply.headers["retry-after"]) > 0
    assert client.get("/api/v1/health").status_code == 200


def test_keys_are_read_from_the_environment_and_never_shown() -> None:
    settings, values = load_settings(environment={"PARLEY_SERVING__API_KEYS": f"{KEY}, second"})
    assert [key.get_secret_value() for key in settings.serving.api_keys] == [KEY, "second"]
    assert KEY not in repr(settings)
    shown = [masked(value) for value in values if value.name == "serving.api_keys"]
    assert [value.value for value in shown] == ["***"]
    assert KEY not in settings.model_dump_json()
