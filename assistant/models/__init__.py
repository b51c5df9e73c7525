"""Chat and embedding models behind an endpoint: called once, within limits, and counted."""
