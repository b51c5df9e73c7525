"""What we do: a question in, a cited Answer out."""
