"""Conversations: questions that rest on those before them, kept beside the articles in a file of their own."""

from assistant.conversations.database import ConversationDatabase
from assistant.conversations.models import ConversationSummary, Exchange, Turn
from assistant.conversations.rewriting import Rewriter, StandAlone, stand_alone, told_apart
from assistant.conversations.talking import Conversation, conversation_of, followed, talked

__all__ = [
    "Conversation",
    "ConversationDatabase",
    "ConversationSummary",
    "Exchange",
    "Rewriter",
    "StandAlone",
    "Turn",
    "conversation_of",
    "followed",
    "stand_alone",
    "talked",
    "told_apart",
]
