"""NITF, NewsML-G2 and ninjs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from .reading_tools import read, written

if TYPE_CHECKING:
    from pathlib import Path

NITF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en"><head><title>slug</title>
<docdata><doc-id id-string="nitf-1"/>
<date.issue norm="20190705T233000-0500"/>
</docdata><pubdata name="The Daily Ledger" date.publication="20190706"/></head>
<body><body.head><hedline><hl1>Steel talks <em>resume</em></hl1></hedline>
<byline>By <person>Jo Doe</person></byline>
</body.head><body.content><p>Ministers met in Geneva.</p><p>No date was set.</p></body.content>
</body></nitf>"""

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"
guid="urn:newsml:ledger:1"
xml:lang="en"><itemMeta><provider qcode="nprov:Ledger"><name>The Daily Ledger</name></provider>
<versionCreated>2019-07-06T01:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2019-07-05T20:00:00-05:00</contentCreated><by>Jo Doe</by>
<language tag="en-GB"/>
<headline>Steel talks resume</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"""

XHTML = """<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>t</title></head><body><p>Ministers met in Geneva.</p><p>No date was set.</p></body></html>
</inlineXML>"""

TEXT = "Ministers met in Geneva.\n\nNo date was set."
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def test_nitf(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "a.xml", NITF)).only
    assert (draft.title, draft.text, draft.id) == ("Steel talks resume", TEXT, "nitf-1")
    assert (draft.source, draft.author, draft.language) == ("The Daily Ledger", "Jo Doe", "en")
    assert draft.dates[0].value == "2019-07-05"


@pytest.mark.parametrize(
    "content",
    [
        XHTML,
        "<inlineXML>" + NITF[NITF.index("<nitf") :] + "</inlineXML>",
        "<inlineData>&lt;p&gt;Ministers met in Geneva.&lt;/p&gt;&lt;p&gt;No date was set.&lt;/p&gt;</inlineData>",
        "<inlineData>Ministers met in Geneva.\n\nNo date was set.</inlineData>",
    ],
)
def test_newsml(tmp_path: Path, content: str) -> None:
    draft = read(written(tmp_path, "a.xml", ITEM.format(content=content))).only
    assert (draft.title, draft.text, draft.id) == ("Steel talks resume", TEXT, "urn:newsml:ledger:1")
    assert (draft.source, draft.author, draft.language) == ("The Daily Ledger", "Jo Doe", "en-GB")
    assert draft.dates[0].value == "2019-07-05"


def test_a_newsml_message_of_several_items(tmp_path: Path) -> None:
    item = ITEM.format(content=XHTML)
    namespace = "http://iptc.org/std/nar/2006-10-01/"
    message = f'<newsMessage xmlns="{namespace}"><itemSet>{item}{item}</itemSet></newsMessage>'
    drafts = read(written(tmp_path, "m.xml", message)).drafts
    assert [draft.place.rpartition("/")[2] for draft in drafts] == ["m.xml#1", "m.xml#2"]


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE])
def test_entities_are_refused(tmp_path: Path, declared: str) -> None:
    for name, document in (("n.xml", NITF[NITF.index("<nitf") :]), ("g.xml", ITEM.format(content=XHTML))):
        content = declared + document.replace("Ministers", "&a;Ministers")
        problem = read(written(tmp_path, name, content)).problem
        assert problem.failed
        assert "refused" in problem.reason


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    deep = NITF.replace("No date was set.", "<em>" * 10_000 + "</em>" * 10_000)
    assert "200 levels" in read(written(tmp_path, "deep.xml", deep)).problem.reason


def test_broken_and_unknown_xml_is_named(tmp_path: Path) -> None:
    assert "cannot be read" in read(written(tmp_path, "a.xml", NITF[:400])).problem.reason
    assert "<invoice>" in read(written(tmp_path, "b.xml", "<?xml version='1.0'?><invoice/>")).problem.reason


NINJS_1 = {
    "uri": "http://ledger.example/1",
    "type": "text",
    "headline": "Steel talks resume",
    "byline": "Jo Doe",
    "source": "The Daily Ledger",
    "versioncreated": "2019-07-05T23:30:00-05:00",
    "language": "en",
    "body_xhtml": "<div><p>Ministers met in Geneva.</p><p>No date was set.</p></div>",
}
NINJS_2 = {
    "uri": "http://ledger.example/1",
    "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": "Steel talks resume"}],
    "by": "Jo Doe",
    "infosources": [{"name": "The Daily Ledger"}],
    "versionCreated": "2019-07-05T23:30:00-05:00",
    "language": "en",
    "bodies": [
        {"contentType": "text/html", "value": "<p>Other.</p>"},
        {"contentType": "text/plain", "value": TEXT},
    ],
}


@pytest.mark.parametrize("item", [NINJS_1, NINJS_2])
def test_ninjs(tmp_path: Path, item: dict[str, object]) -> None:
    lines = f"{json.dumps(item)}\n{json.dumps(item)}\n"
    one = read(written(tmp_path, "a.json", json.dumps(item))).only
    for draft in [one, *read(written(tmp_path, "a.jsonl", lines)).drafts]:
        assert (draft.title, draft.text) == ("Steel talks resume", TEXT)
        assert (draft.source, draft.author) == ("The Daily Ledger", "Jo Doe")
        assert draft.id == draft.url == "http://ledger.example/1"
        assert draft.dates[0].value == "2019-07-05"
