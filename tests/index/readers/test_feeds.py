from __future__ import annotations

from typing import TYPE_CHECKING

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
