"""How Parley is served: at which address, to whom, and how much of it at once."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

__all__ = ["ServingSettings", "is_loopback"]


def _listed(value: object) -> object:
    """A variable of the environment holds a list with commas between."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Secrets = Annotated[tuple[SecretStr, ...], BeforeValidator(_listed)]


class ServingSettings(BaseModel):
    """What `parley serve` goes by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    """The address that is listened on. Another one than this machine's own needs keys, users or `no_auth`."""
    port: int = Field(default=7860, ge=0, le=65535)
    """0 takes a free one."""
    root_path: str = ""
    """The path under which a proxy shows the server: `/parley`."""
    api_keys: Secrets = ()
    """Bearer keys of the programs that may come in; with none, they need no key."""
    users: Path | None = None
    """The file of users who may log in; when not given, `users` in the library's folder if there is one."""
    no_auth: bool = False
    """Serve to other machines although nobody is asked for a key or a password."""
    allowed_hosts: Names = ()
    """Names by which browsers may address the server, beside those of this machine and bare addresses."""
    allowed_origins: Names = ()
    """Other sites whose pages may call the doors: `https://desk.example`. With none, no other site may."""
    requests_per_minute: int = Field(default=600, ge=0)
    """For one caller at the doors for programs; 0 for no limit."""
    max_body_kb: int = Field(default=256, ge=1)
    """The largest request that is no upload."""
    max_upload_mb: int = Field(default=50, ge=1)
    """The largest upload of articles, all files together."""
    max_upload_files: int = Field(default=500, ge=1, le=1000)
    """The most files of one upload, at the page and at the HTTP API."""
    timeout_s: float = Field(default=120, gt=0)
    """For one answer, from its arrival to its end."""
    answering_threads: int = Field(default=4, ge=1)
    """Answers made at the same time without a model: more would only share the same processor."""
    model_threads: int = Field(default=32, ge=1)
    """Answers waiting for a chat model at the same time."""
    max_waiting: int = Field(default=256, ge=0)
    """Requests of one kind that may wait for a thread; the next one is told to come again."""
    log_format: Literal["text", "json"] = "text"
    """`json` writes one object a line."""
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    """`info` writes a line for each request."""
    otlp_endpoint: str = ""
    """Where OpenTelemetry spans are sent, by gRPC: `http://127.0.0.1:4317`. Empty for nowhere."""


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
