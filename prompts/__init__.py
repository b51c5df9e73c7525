"""What we say to a model: one versioned template a file."""
