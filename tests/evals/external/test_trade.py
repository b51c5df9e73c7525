from evals.external.trade import TitledStory, measure_titles

from .asked import Scripted

STORY = TitledStory(id="s1", title="CHIP PACT  SIGNED")


def test_a_story_is_found_by_the_title_of_the_data_and_not_by_its_id() -> None:
    parley = Scripted({STORY.title: [("x", ""), ("s2", "")]})
    titles = {"x": "other", "s1": "chip pact signed", "s2": "chip pact signed"}
    figures = measure_titles(parley, [STORY], titles, label="t", tick=lambda _done, _total: None, baseline={1: 0.6})
    assert [(figure.name, figure.value, figure.baseline) for figure in figures] == [
        ("t: own story at 1", 0.0, 0.6),
        ("t: own story at 5", 1.0, None),
        ("t: own story at 10", 1.0, None),
        ("t: MRR@10", 0.5, None),
    ]
    assert parley.searched == [("CHIP PACT  SIGNED", 10, None)]
