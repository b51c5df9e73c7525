"""The OpenAPI document, and the same as a page that loads nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from assistant.web.paths import API_DOCS, OPENAPI
from assistant.web.served import Served

__all__ = ["router"]

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
body { color: #1b1b1b; background: #fff; }
h2 { margin-top: 2.5rem; border-top: 1px solid #bbb; padding-top: 1rem; }
code, pre { font: 14px/1.45 ui-monospace, monospace; }
pre { overflow-x: auto; padding: .7rem; background: #f2f2f2; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #ddd; }
a { color: #0b57a4; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #161616; } pre { background: #262626; } a { color: #8ab8f0; }
  td, th { border-color: #3a3a3a; } h2 { border-color: #555; }
}
"""
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
)
METHODS = ("get", "post", "put", "patch", "delete")


def router(_served: Served) -> APIRouter:
    """The two pages, and the places where they are looked for; they are not in the document themselves."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/openapi.json")
    async def usual_document(request: Request) -> RedirectResponse:
        """Where other servers have the document."""
        return RedirectResponse(f"{request.scope.get('root_path', '')}{OPENAPI}")

    @routes.get("/docs")
    async def usual_page(request: Request) -> RedirectResponse:
        """Where other servers have the page."""
        return RedirectResponse(f"{request.scope.get('root_path', '')}{API_DOCS}")

    @routes.get(OPENAPI)
    async def document(request: Request) -> JSONResponse:
        """The OpenAPI document."""
        return JSONResponse(request.app.openapi())

    @routes.get(API_DOCS, response_class=HTMLResponse)
    async def page(request: Request) -> HTMLResponse:
        """The document to read."""
        return HTMLResponse(_page(request.app.openapi()), headers={"Content-Security-Policy": POLICY})

    return routes


def _page(document: Mapping[str, Any]) -> str:
    title = html.escape(document["info"]["title"])
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>',
            '<meta name="viewport" content="width=device-width">',
            f"<style>{STYLE}</style></head><body><main>",
            f"<h1>{title} {html.escape(document['info']['version'])}</h1>",
            f"<p>{html.escape(document['info'].get('description', ''))}</p>",
            '<p>The same for programs: <a href="openapi.json">openapi.json</a>.</p>',
            *_contents(document),
            *_operations(document),
            *_schemas(document),
            "</main></body></html>",
        ]
    )


def _all(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                yield method.upper(), path, methods[method]


def _contents(document: Mapping[str, Any]) -> Iterator[str]:
    yield "<ul>"
    for method, path, operation in _all(document):
        name = html.escape(operation["operationId"])
        yield f'<li><a href="#{name}"><code>{method} {html.escape(path)}</code></a></li>'
    yield "</ul>"


def _operations(document: Mapping[str, Any]) -> Iterator[str]:
    for method, path, operation in _all(document):
        yield f'<h2 id="{html.escape(operation["operationId"])}"><code>{method} {html.escape(path)}</code></h2>'
        yield f"<p>{html.escape(operation.get('description') or operation.get('summary', ''))}</p>"
        if operation.get("parameters"):
            yield "<h3>Parameters</h3><table>"
            yield from (
                _row(each["name"], each["schema"], each.get("description", "")) for each in operation["parameters"]
            )
            yield "</table>"
        for media, content in operation.get("requestBody", {}).get("content", {}).items():
            yield f"<h3>Body, <code>{html.escape(media)}</code></h3><p>{_kind(content.get('schema', {}))}</p>"
        yield "<h3>Responses</h3><table>"
        for status, response in operation["responses"].items():
            kinds = [
                f"<code>{html.escape(media)}</code> {_told(content)}"
                for media, content in response.get("content", {}).items()
            ]
            yield f"<tr><th>{html.escape(status)}</th><td>{html.escape(response['description'])}<br>"
            yield f"{'<br>'.join(kinds)}</td></tr>"
        yield "</table>"


def _schemas(document: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>Types</h2>"
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        yield f'<h3 id="type-{html.escape(name)}">{html.escape(name)}</h3>'
        yield f"<p>{html.escape(schema.get('description', ''))}</p>"
        if "enum" in schema:
            yield f"<p>One of <code>{html.escape(json.dumps(schema['enum']))}</code></p>"
        if "properties" in schema:
            needed = set(schema.get("required", ()))
            yield "<table>"
            for field, inner in schema["properties"].items():
                yield _row(field, inner, inner.get("description", "") + (" Required." if field in needed else ""))
            yield "</table>"


def _row(name: str, schema: Mapping[str, Any], words: str) -> str:
    cells = (f"<code>{html.escape(name)}</code>", _kind(schema), html.escape(words.strip()))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _told(content: Mapping[str, Any]) -> str:
    """What a response has in it, in a few words."""
    return f"events: {_kind(content['itemSchema'])}" if "itemSchema" in content else _kind(content.get("schema", {}))


def _kind(schema: Mapping[str, Any]) -> str:
    """A type in a few words, linked to where it is described."""
    if "$ref" in schema:
        name = html.escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#type-{name}">{name}</a>'
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(_kind(each) for each in schema[several])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    limits = [f"{name} {schema[name]}" for name in LIMITS if name in schema]
    return html.escape(", ".join([str(schema.get("const", schema.get("type", "any"))), *limits]))


LIMITS = ("minimum", "maximum", "minLength", "maxLength", "maxItems", "pattern", "default")
