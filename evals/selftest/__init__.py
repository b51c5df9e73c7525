"""Are the scorers able to fail: gold answers and seeded faults, each of which must cost its own scorer."""

from evals.selftest.checking import SelftestReport, selftest_suite
from evals.selftest.mutations import MUTATIONS, Mutation

__all__ = ["MUTATIONS", "Mutation", "SelftestReport", "selftest_suite"]
