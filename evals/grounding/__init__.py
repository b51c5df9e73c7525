"""How well the checks of grounding tell a sentence that a passage bears out from one that it does not."""
