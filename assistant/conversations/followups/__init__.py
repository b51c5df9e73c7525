"""Follow-up questions made to stand alone by rules over their words; no model and no look at the articles."""

from assistant.conversations.followups.rules import Resolved, resolve

__all__ = ["Resolved", "resolve"]
