"""What the server tells of itself: request ids, logs, metrics, spans."""
