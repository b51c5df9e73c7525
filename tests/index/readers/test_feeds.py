from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from .reading_tools import read, written

if TYPE_CHECKING:
    from pathlib import Path

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Daily Ledger</title><link>https://ledger.example/</link><language>en</language>
<item><title>Steel &amp;amp; tin</title><link>https://ledger.example/1</link>
<pubDate>Fri, 05 Jul 2019 23:30:00 -0500</pubDate><author>Jo Doe</author>
<description>Short.</description>
<content:encoded>
<![CDATA[<p>Ministers met in Geneva.</p><p>No date was <b>set</b>.</p>]]></content:encoded></item>
<item><title>Only a summary</title><description>&lt;p&gt;Talks go on.&lt;/p&gt;</description></item>
<item><title>Nothing else</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Ledger</title>
<entry><title>Quotas cut</title><link href="/q" rel="alternate"/><id>urn:1</id>
<updated>2019-08-01T10:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Quotas were cut.</p></div></content></entry></feed>"""

BOMB = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def test_an_entry_is_an_article(tmp_path: Path) -> None:
    outcome = read(written(tmp_path, "feed.xml", RSS))
    full, summary = outcome.drafts
    assert full.text == "Ministers met in Geneva.\n\nNo date was set."
    assert (full.title, full.source, full.author) == ("Steel & tin", "The Daily Ledger", "Jo Doe")
    assert (full.url, full.language) == ("https://ledger.example/1", "en")
    assert full.dates[0].value == "2019-07-05"
    assert full.notes == ()
    assert full.place.endswith("feed.xml#1")
    assert (summary.text, summary.url, summary.dates) == ("Talks go on.", "", ())
    assert "summary" in summary.notes[0]
    assert not outcome.problems[0].failed


def test_atom_without_a_publication_date_uses_the_update_and_says_so(tmp_path: Path) -> None:
    draft = read(written(tmp_path, "feed.atom", ATOM)).only
    assert (draft.text, draft.dates[0].value, draft.url) == ("Quotas were cut.", "2019-08-01", "")
    assert "update" in draft.notes[0]


def test_a_malformed_feed_gives_what_can_be_read(tmp_path: Path) -> None:
    broken = RSS.replace("</channel></rss>", "<item><title>cut").replace("Only a", "Only & a")
    outcome = read(written(tmp_path, "feed.xml", broken))
    assert outcome.drafts[0].text.startswith("Ministers met")
    assert any("malformed" in note for note in outcome.drafts[0].notes)


def test_a_feed_without_entries_is_skipped(tmp_path: Path) -> None:
    assert not read(written(tmp_path, "f.xml", "<rss version='2.0'><channel></channel></rss>")).problem.failed


def test_entries_over_the_limit_are_said(tmp_path: Path) -> None:
    outcome = read(written(tmp_path, "feed.xml", RSS), max_feed_entries=1)
    assert len(outcome.drafts) == 1
    assert "max_feed_entries" in outcome.problems[0].reason


def test_entities_and_deep_nesting_are_refused(tmp_path: Path) -> None:
    bomb = RSS.replace("<rss", f"{BOMB}<rss", 1).replace("Short.", "&b;")
    assert "refused" in read(written(tmp_path, "bomb.xml", bomb)).problem.reason
    hidden = bomb.replace("<channel>", "<channel><broken", 1)
    assert "refused" in read(written(tmp_path, "hidden.xml", hidden)).problem.reason
    deep = RSS.replace("Short.", "<a>" * 10_000 + "</a>" * 10_000)
    assert "200 levels" in read(written(tmp_path, "deep.xml", deep)).problem.reason


def test_scripts_in_entries_do_not_reach_the_text(tmp_path: Path) -> None:
    evil = RSS.replace("<b>set</b>", "set<script>alert(1)</script><img src=x onerror=alert(2)>")
    text = read(written(tmp_path, "feed.xml", evil)).drafts[0].text
    assert text == "Ministers met in Geneva.\n\nNo date was set."


ENTRY = "<item><title>T</title><link>{link}</link><description>Ministers met in Geneva on Tuesday.</description></item>"


def _rss(*links: str) -> str:
    items = "".join(ENTRY.format(link=link) for link in links)
    return f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>"


def test_a_hundred_thousand_entries_cost_about_as_much_as_those_that_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "long.xml", _rss(*["http://a.example/b"] * 100_000))
    began = time.process_time()
    found = read(path, max_feed_entries=100)
    assert len(found.drafts) == 100
    assert found.problem_of_all == "100000 entries; the first 100 were read (max_feed_entries)"
    assert not any("malformed" in note for draft in found.drafts for note in draft.notes)
    assert time.process_time() - began < 10, "17 s for feedparser alone over all of them"


ATOM_ENTRY = "<entry><title>T</title><summary>They met.</summary></entry>"
ITEM = "<item><title>T</title><description>They met.</description></item>"
RDF = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
WORDS_LIKE_TAGS = "<item><description><![CDATA[<item> <item> <item>]]> They met.</description></item>"


@pytest.mark.parametrize(
    "feed",
    [
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{ATOM_ENTRY * 5}</feed>",
        f"{RDF}<channel><title>F</title></channel>{ITEM * 5}</rdf:RDF>",
        f"<rss><channel><title>&oops;</title>{ITEM * 5}",
        f"<rss><channel>{WORDS_LIKE_TAGS * 5}</channel></rss>",
    ],
)
def test_every_kind_of_feed_is_cut_behind_the_entries_that_are_read(tmp_path: Path, feed: str) -> None:
    found = read(written(tmp_path, "a.xml", feed), max_feed_entries=2)
    assert len(found.drafts) == 2
    assert "the first 2 were read" in found.problem_of_all
    assert len(read(written(tmp_path, "b.xml", feed), max_feed_entries=5).drafts) == 5


def test_a_link_that_leads_nowhere_is_said_and_the_entry_is_read(tmp_path: Path) -> None:
    first, second = read(written(tmp_path, "a.xml", _rss("/b", "http://a.example/b"))).drafts
    assert first.url == ""
    assert "its link '/b' leads nowhere without the address of the feed" in first.notes
    assert second.url == "http://a.example/b"
