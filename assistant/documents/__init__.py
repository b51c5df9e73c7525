"""Answers and conversations written out, with everything needed to check them: Markdown, HTML, Word and JSON."""

from assistant.documents.writing import DOCUMENT_FORMATS, exported_answer, exported_conversation, file_name, save

__all__ = ["DOCUMENT_FORMATS", "exported_answer", "exported_conversation", "file_name", "save"]
