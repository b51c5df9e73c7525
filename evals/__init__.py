"""How well: cases in, a report out."""
