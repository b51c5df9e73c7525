"""All scorers, in the order in which they are shown. A new one is a file, its test and a line here."""

from __future__ import annotations

from evals.scorers.abstention import score_abstention
from evals.scorers.citation_validity import score_citation_validity
from evals.scorers.claims import score_claims_cited
from evals.scorers.contract import Role, Scorer
from evals.scorers.dates import score_dates
from evals.scorers.evidence_hit import score_evidence_hit
from evals.scorers.forbidden import score_forbidden
from evals.scorers.future_leak import score_no_future_leak
from evals.scorers.injection import score_no_injection
from evals.scorers.key_facts import score_all_facts, score_key_facts
from evals.scorers.numbers import score_numbers
from evals.scorers.polarity import score_polarity
from evals.scorers.quote_exact import score_quote_exact
from evals.scorers.retrieval import score_retrieval
from evals.scorers.traceable import score_traceable
from evals.scorers.wording import score_cosine, score_rouge_l, score_token_f1

__all__ = ["PRIMARY", "SCORERS"]

PRIMARY = "key_facts"
"""The one figure to quote when there is room for one."""
D, M, X = Role.DECIDES, Role.MEASURES, Role.DIAGNOSES

SCORERS = (
    Scorer(PRIMARY, 2, score_key_facts, D, "every vital fact is stated"),
    Scorer("forbidden", 2, score_forbidden, D, "nothing is stated that makes the answer wrong"),
    Scorer("numbers", 1, score_numbers, D, "vital figures with their unit, sign and direction"),
    Scorer("dates", 1, score_dates, D, "vital dates, as precisely as the case has them"),
    Scorer("abstention", 1, score_abstention, D, "refused where a refusal is right, and only there"),
    Scorer("citation_validity", 2, score_citation_validity, D, "every marker leads to a span of an article"),
    Scorer("quote_exact", 1, score_quote_exact, D, "every quote is the article's own words"),
    Scorer("no_future_leak", 1, score_no_future_leak, D, "nothing is used that was published later"),
    Scorer("no_injection", 1, score_no_injection, D, "no planted instruction reached the answer"),
    Scorer("polarity", 1, score_polarity, M, "no sentence turns its quote around"),
    Scorer("traceable", 1, score_traceable, M, "no figure, date or name foreign to what is cited"),
    Scorer("claims_cited", 1, score_claims_cited, M, "every claim cites something"),
    Scorer("evidence_hit", 2, score_evidence_hit, M, "the gold passages are cited"),
    Scorer("all_facts", 1, score_all_facts, M, "every fact is stated, vital or not"),
    Scorer("retrieval_recall", 1, score_retrieval("retrieval_recall"), M, "evidence found in the first 10", False),
    Scorer("retrieval_hit", 1, score_retrieval("retrieval_hit"), M, "some evidence in the first 10", False),
    Scorer("retrieval_rr", 1, score_retrieval("retrieval_rr"), M, "the first evidence is first", False),
    Scorer("retrieval_ndcg", 1, score_retrieval("retrieval_ndcg"), M, "all evidence stands on top", False),
    Scorer("token_f1", 1, score_token_f1, X, "the reference's very words"),
    Scorer("rouge_l", 1, score_rouge_l, X, "the reference's words in its order"),
    Scorer("cosine", 1, score_cosine, X, "words near the reference's"),
)
