"""What Parley says to a chat model: one versioned template a file, and the loader."""

from prompts.loading import Message, Prompt, PromptError, load_prompt

__all__ = ["Message", "Prompt", "PromptError", "load_prompt"]
