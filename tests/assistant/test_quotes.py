"""Who said what: the speaker, the words and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.quotes import QuoteList, SpeakerKind, Statement, statements
from assistant.quotes.quotations import masked, quotation_spans
from assistant.settings import Settings
from index.articles import Article, Draft
from index.dates import DateOrigin, PublicationDate
from index.errors import UsageError
from tests.assistant.conftest import Parley


def article(text: str, published: str = "2019-07-05") -> Article:
    return Article(
        id="a",
        title="",
        text=text,
        published=PublicationDate.of(published, DateOrigin.GIVEN),
        loaded_at=datetime(2019, 7, 6, tzinfo=UTC),
        content_hash="",
        story_id="a",
    )


def said(text: str) -> list[tuple[str, str, bool]]:
    return [(each.speaker.name, words_of(each), each.exact) for each in statements(article(text))]


def words_of(statement: Statement) -> str:
    return statement.article.text[statement.words.start : statement.words.end]


def test_a_quotation_belongs_to_the_speaker_behind_it() -> None:
    assert said('"We shall wait," said Ana Ruiz, a trader in Cadiz.') == [("Ana Ruiz", "We shall wait", True)]


def test_a_report_is_a_paraphrase() -> None:
    assert said("Trade Minister Ana Ruiz said on Monday that duties would fall.") == [
        ("Ana Ruiz", "duties would fall", False)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ('Replied Captain Ana Ruiz: "We shall wait."', "Ana Ruiz", "We shall wait."),
        ('The duty is "dead", in the words of Ana Ruiz, a trader.', "Ana Ruiz", "dead"),
        ('The duty, as Ana Ruiz put it, is "dead".', "Ana Ruiz", "dead"),
        ('"We shall wait," Ana Ruiz of the traders’ guild said.', "Ana Ruiz", "We shall wait"),
        ("Traders fear plums will be next.", "Traders", "plums will be next"),
        ("Ana Ruiz, a trader, thinks it will rain.", "Ana Ruiz", "it will rain"),
        ('The trade board met. "We are done," it said.', "The trade board", "We are done"),
        ('Asked about plums, Minister Ana Ruiz answered: "Not now."', "Ana Ruiz", "Not now."),
        (
            "An aide to the premier, speaking on condition that she not be named, admitted the plan was dead.",
            "An aide to the premier",
            "the plan was dead",
        ),
        ("TRADE MINISTER ANA RUIZ SAID THE DUTY ON PLUMS WOULD STAND.", "Ana Ruiz", "THE DUTY ON PLUMS WOULD STAND"),
    ],
)
def test_forms_of_speech(text: str, speaker: str, words: str) -> None:
    assert [(name, told) for name, told, _ in said(text)] == [(speaker, words)]


def test_both_parts_of_a_split_quotation_have_its_speaker() -> None:
    text = '"No man may close the port," declared Ana Ruiz, who heads the council, "and none shall."'
    assert said(text) == [("Ana Ruiz", "No man may close the port", True), ("Ana Ruiz", "and none shall.", True)]


def test_what_a_speaker_added_is_a_statement_of_its_own() -> None:
    text = "Ana Ruiz, a trader, said the duty would stay, adding that Cadiz had been warned."
    assert [words for _, words, _ in said(text)] == ["the duty would stay", "Cadiz had been warned"]


def test_what_a_speaker_did_beside_speaking_is_no_part_of_the_words() -> None:
    text = "The minister, Ana Ruiz, warned that stocks were low, and urged the dockers to work."
    assert [words for _, words, _ in said(text)] == ["stocks were low"]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ('"We shall wait," Ana Ruiz said following two days of talks.', "Ana Ruiz", "We shall wait"),
        (
            "All duties on steel will fall, Ana Ruiz, head of the board, said in a note on its website.",
            "Ana Ruiz",
            "All duties on steel will fall",
        ),
        (
            "All duties on steel will fall, traders said Sunday, after three mills had closed.",
            "traders",
            "All duties on steel will fall",
        ),
        (
            "All duties on steel will fall, the Board of Trade (BT) said.",
            "Board of Trade",
            "All duties on steel will fall",
        ),
        ("The Post quoted Ana Ruiz, a trader, as saying duties would fall.", "Ana Ruiz", "duties would fall"),
        ("The ministry protested against the list and said duties would rise.", "The ministry", "duties would rise"),
        ("Ana Ruiz, head of the board, an arm of the union, said duties would fall.", "Ana Ruiz", "duties would fall"),
        ("Ana Ruiz, a farmer in Arles, Provence, said duties would fall.", "Ana Ruiz", "duties would fall"),
        (
            "Ana Ruiz, a trader, said in a speech to the yearly meeting of the league that all was well.",
            "Ana Ruiz",
            "all was well",
        ),
        ('LONG DUTIES HARMFUL "We shall wait," said Ana Ruiz.', "Ana Ruiz", "We shall wait"),
        ('Speaking to traders, Ana Ruiz set out her view saying: "We shall wait."', "Ana Ruiz", "We shall wait."),
        ("According to the Board, which counts the ships, two sank.", "Board", "two sank"),
    ],
)
def test_what_stands_around_a_speaker(text: str, speaker: str, words: str) -> None:
    [(name, told, _)] = said(text)
    assert (name.removeprefix("the "), told) == (speaker, words)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, a trader, did not say whether duties would fall.",
        'The two ministers agreed to strengthen the "silver road" plan.',
        "Premier Ana Ruiz emphasized on many occasions the pledge to open markets.",
        "The union maintains an edge in weaponry.",
        "The government insisted on starting a quarrel.",
        "Some experts don’t think more duties are a bad idea.",
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert said(text) == []


def test_he_is_nobody_of_several_and_the_person_just_named() -> None:
    text = (
        "Ana Ruiz, head of the board, said duties would fall. However, economists said that it would take long. "
        '"I hope not," she said. Bo Lind, a trader, praised the plan. "It will do," he said.'
    )
    assert [(name, words) for name, words, _ in said(text)][-2:] == [
        ("Ana Ruiz", "I hope not"),
        ("Bo Lind", "It will do"),
    ]


def test_an_office_of_a_country_is_its_holders() -> None:
    text = (
        "President Ana Ruiz met Chinese leader Bo Lind. Ruiz said it was a good day. "
        '"We agree," the Chinese president wrote.'
    )
    assert [name for name, _, _ in said(text)] == ["Ana Ruiz", "Bo Lind"]


@pytest.mark.parametrize("dateline", ["SINGAPORE — ", "LONDON, June 3 (Harbour Wire) - ", "Sao Paulo/Rio -- "])
def test_where_a_report_comes_from_is_nobodys_words(dateline: str) -> None:
    assert said(f"{dateline}Prices will fall, the ministry said.") == [("the ministry", "Prices will fall", False)]


def test_a_correction_by_itself_has_its_statement() -> None:
    text = "Correction: There were 41 ships, the harbour master said on Thursday."
    assert [name for name, _, _ in said(text)] == ["the harbour master"]


def test_a_pronoun_means_who_was_named_behind_an_office() -> None:
    text = 'The union met. Its president, Colin Mabee, blamed warm water. "We haul empty traps," he said.'
    assert said(text)[-1] == ("Colin Mabee", "We haul empty traps", True)


def test_a_quotation_goes_on_with_the_same_speaker() -> None:
    text = '"We shall wait," said Ana Ruiz, a trader. "But not for ever."'
    assert said(text)[1] == ("Ana Ruiz", "But not for ever.", True)


def test_a_surname_and_a_pronoun_mean_the_person_named_before() -> None:
    text = "Trade Minister Ana Ruiz said duties would fall. Ruiz said ports were ready. She said ships waited."
    assert [name for name, _, _ in said(text)] == ["Ana Ruiz"] * 3


def test_an_office_means_who_was_named_in_it() -> None:
    text = "Trade Minister Ana Ruiz met growers. The minister said that prices would recover."
    assert said(text)[0][0] == "Ana Ruiz"


def test_the_day_and_the_listener_are_kept() -> None:
    found = statements(article("Ana Ruiz, a trader, told Reuters on Thursday that ships were waiting."))[0]
    assert (found.told, found.said_words) == ("Reuters", "Thursday")
    assert found.said
    assert found.said.first == date(2019, 7, 4)


def test_officials_who_will_not_be_named_stay_so() -> None:
    text = "A senior official, speaking on condition of anonymity, said the list was ready."
    found = statements(article(text))[0]
    assert found.speaker.kind is SpeakerKind.UNNAMED
    assert found.speaker.anonymous


@pytest.mark.parametrize(
    "text",
    [
        "What is said to be the largest order was cancelled.",
        "The “Made in China 2025” plan is not in the text.",
        "He said nothing. Duties rose to 25 percent.",
        "",
        "“””“ \" ' said",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    assert said(text) == []


def test_a_pronoun_of_nobody_has_no_speaker() -> None:
    assert said("He said duties would fall at once.") == []


@given(st.text(alphabet='ab “”"‘’.,\n', max_size=60))
def test_masking_keeps_every_offset(text: str) -> None:
    spans = quotation_spans(text)
    assert len(masked(text, spans)) == len(text)
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(st.lists(st.sampled_from(['"', "said", "Ana Ruiz", ",", ".", "told", "the minister", "“", "”", "\n", "he"])))
def test_words_and_sentences_stand_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    for found in statements(article(text)):
        assert found.sentence.start <= found.words.start < found.words.end <= found.sentence.end <= len(text)


@pytest.fixture
def talked(tmp_path: Path) -> Iterator[Assistant]:
    drafts = [
        Draft(
            place=f"{day}",
            title="Ministers on cars",
            source=source,
            dates=(PublicationDate.of(day, DateOrigin.GIVEN),),
            text=f"Trade Minister Ana Ruiz said {what}. Steel was not discussed by the ministers at all.",
        )
        for day, source, what in (
            ("2019-05-02", "Meridian Wire", "car duties would be cut by half"),
            ("2019-06-02", "Prairie Ledger", "the cut of duties on cars was put off until autumn"),
        )
    ]
    with Assistant(Settings(library=tmp_path / "library")) as parley:
        parley.load(drafts)
        yield parley


def test_quotes_of_a_speaker_are_the_newest_first_and_verbatim(talked: Assistant) -> None:
    found = talked.quotes("Ruiz", "car duties")
    assert [str(each.citation.published) for each in found.quotes] == ["2019-06-02", "2019-05-02"]
    for each in found.quotes:
        stored = talked.article(each.citation.article_id)
        assert stored
        assert stored.text[each.start : each.end] == each.words
        assert stored.text[each.citation.start : each.citation.end] == each.citation.quote
    assert QuoteList.model_validate_json(found.model_dump_json()) == found


def test_a_headline_says_what_its_speakers_speak_of_where_a_speaker_is_asked_for(tmp_path: Path) -> None:
    day = (PublicationDate.of("2019-05-02", DateOrigin.GIVEN),)
    text = "Trade Minister Ana Ruiz said she would sign it in June."
    with Assistant(Settings(library=tmp_path / "library")) as parley:
        parley.load([Draft(place="a", title="Car pact ready", source="Meridian Wire", dates=day, text=text)])
        assert [each.words for each in parley.quotes("Ruiz", "car pact").quotes] == ["she would sign it in June"]
        assert parley.quotes("Ruiz", "whisky").quotes == ()
        assert parley.quotes(about="car pact").quotes == ()


def test_as_of_is_a_wall_for_quotes(talked: Assistant) -> None:
    found = talked.quotes("Ruiz", as_of="2019-05-31")
    assert [each.citation.source for each in found.quotes] == ["Meridian Wire"]
    assert found.coverage.articles == 1


def test_nothing_found_is_said_why(talked: Assistant) -> None:
    assert "no statement by “Lighthizer”" in talked.quotes("Lighthizer").refusal_reason
    assert talked.quotes("Ruiz", "whisky").quotes == ()


def test_quotes_of_nobody_about_nothing_are_refused(talked: Assistant) -> None:
    with pytest.raises(UsageError, match="quotes of whom"):
        talked.quotes()


def test_the_command_prints_speaker_words_and_place(parley: Parley, library: Path) -> None:
    ran = parley("quotes", "--speaker", "growers")
    assert ran.code == 0
    assert "Soybean growers in Iowa" in ran.out
    assert "they were waiting for Beijing to buy again (paraphrase)" in ran.out
    assert parley("quotes", "--speaker", "growers", "--json").json["quotes"][0]["exact"] is False
    assert parley("quotes", "--speaker", "Nobody", "--fail-on-refusal").code == 1
