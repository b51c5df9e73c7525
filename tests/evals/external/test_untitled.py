from pathlib import Path

from evals.external.untitled import untitled_drafts


def test_the_title_is_dropped_and_the_id_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "s1", "title": "CHIP PACT", "text": "They signed it.", "published": "1987-02-26"}\n')
    [draft] = untitled_drafts([path])
    assert (draft.id, draft.title, draft.text) == ("s1", "", "They signed it.")
    assert draft.dates[0].value == "1987-02-26"
