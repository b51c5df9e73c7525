"""What words, quantities and forms of verbs say, whatever the question."""
