"""Conversations: questions that rest on those before them, kept beside the articles in a file of their own."""

from assistant.conversations.database import ConversationDatabase
from assistant.conversations.models import ConversationSummary, Turn
from assistant.conversations.talking import Conversation, conversation_of, talked

__all__ = ["Conversation", "ConversationDatabase", "ConversationSummary", "Turn", "conversation_of", "talked"]
