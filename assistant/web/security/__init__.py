"""Who may come in, and how often: hosts and origins, keys, users and their sessions, rates."""
