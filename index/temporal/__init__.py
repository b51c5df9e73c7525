"""Time expressions in text: found, resolved against a date, and written out again.

`find_times` reads an article, `find_question_times` a user's question, and `format_interval` says
in words what an interval is known to be. Everything here is rules and the calendar; no model.
"""

from index.temporal.expressions import TimeExpression, TimeKind
from index.temporal.finding import find_question_times, find_times
from index.temporal.wording import format_interval

__all__ = ["TimeExpression", "TimeKind", "find_question_times", "find_times", "format_interval"]
