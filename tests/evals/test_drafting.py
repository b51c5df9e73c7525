from datetime import UTC, datetime

from assistant.feedback import Feedback
from evals.drafting import draft_cases
from evals.suites import read_suite

from .making import an_answer


def test_a_draft_is_a_case_that_a_person_has_to_complete() -> None:
    said = Feedback(id="f1", at=datetime.now(tz=UTC), good=False, comment="wrong day", answer=an_answer())
    indented = "\n".join(f"  {line}" for line in draft_cases([said]).splitlines())
    suite = read_suite(f"suite: drafts\ncorpus: corpus\ncases:\n{indented}\n", "drafts.yaml")
    case = suite.cases[0]
    assert (case.id, str(case.as_of), case.key_facts) == ("draft-f1", "2019-06-01", ())
    assert "wrong day" in case.reference
    assert draft_cases([]) == ""
