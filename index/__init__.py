"""What we know: articles in, ranked passages out. No prompts and no chat model."""
