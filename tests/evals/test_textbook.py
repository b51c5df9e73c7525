from datetime import date
from pathlib import Path

import pytest

from evals.gold_corpus import read_corpus
from evals.systems import AskedQuestion
from evals.textbook import textbook_over
from index.errors import UsageError
from tests.assistant.models import scripted

CORPUS = Path(__file__).parents[2] / "evals" / "corpus"
QUESTION = AskedQuestion("When did India lose its trade preferences?", date(2019, 6, 30))


@pytest.fixture(scope="module")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen of the suite's articles: enough to search, soon embedded."""
    folder = tmp_path_factory.mktemp("corpus")
    for path in sorted(CORPUS.glob("*india*"))[:6] + sorted(CORPUS.glob("*steel*"))[:6]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_without_a_model_it_quotes_its_best_passage(small_corpus: Path) -> None:
    articles = read_corpus(small_corpus).by_id
    with textbook_over(small_corpus) as system:
        reply = system.answer(QUESTION)
    (citation,) = reply.answer.citations
    assert citation.quote == articles[citation.article_id].text[citation.start : citation.end]
    assert reply.answer.text.endswith("[1]")
    assert (reply.retrieved() or ())[0].article_id == citation.article_id


@pytest.mark.loopback
def test_with_a_model_its_markers_lead_to_the_sources_and_others_to_none(small_corpus: Path) -> None:
    articles = read_corpus(small_corpus).by_id
    with scripted.serving(scripted.says("India lost them in June [2] and May [99].")) as server:
        settings = ["model=small", f"base_url={server.url}", "k=3"]
        with textbook_over(small_corpus, settings) as system:
            reply = system.answer(QUESTION)
        assert server.calls == 1
    (citation,) = reply.answer.citations
    assert reply.answer.text == "India lost them in June [1] and May [999]."
    assert citation.quote == articles[citation.article_id].text[citation.start : citation.end]
    assert citation.quote.strip()


@pytest.mark.loopback
def test_a_failing_model_is_an_error_after_one_request(small_corpus: Path) -> None:
    with scripted.serving(scripted.fails(500)) as server:
        settings = ["model=small", f"base_url={server.url}"]
        with textbook_over(small_corpus, settings) as system, pytest.raises(Exception, match="500"):
            system.answer(QUESTION)
        assert server.calls == 1


def test_a_setting_that_there_is_not_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no setting 'mode'"), textbook_over(tmp_path, ["mode=x"]):
        pass
