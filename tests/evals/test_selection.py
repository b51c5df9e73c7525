import pytest

from evals.cases import CaseKind, Split
from evals.selection import Selection, check_only, select_cases
from index.errors import UsageError

from .making import a_case, a_refusal_case

CASES = (
    a_case(id="a", tags=["steel"]),
    a_case(id="b", tags=["farm", "steel"], split="test"),
    a_refusal_case(id="c"),
)


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(), "abc"),
        (Selection(only=("c", "a")), "ac"),
        (Selection(tags=("steel",)), "ab"),
        (Selection(tags=("farm", "zte")), "b"),
        (Selection(kinds=(CaseKind.UNANSWERABLE,)), "c"),
        (Selection(split=Split.TEST), "b"),
        (Selection(tags=("steel",), split=Split.DEV), "a"),
        (Selection(tags=("steel",), limit=1), "a"),
    ],
)
def test_all_parts_of_a_selection_hold_together(selection: Selection, ids: str) -> None:
    assert "".join(case.id for case in select_cases(CASES, selection)) == ids


def test_a_case_that_does_not_exist_is_refused_with_the_near_one() -> None:
    with pytest.raises(UsageError, match="no case 'talks-stall'; did you mean 'talks-stalled'"):
        check_only([a_case(id="talks-stalled")], ["talks-stall"])
