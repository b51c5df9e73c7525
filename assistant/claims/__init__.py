"""What a question takes for granted or asks about, and whether the articles say it."""
