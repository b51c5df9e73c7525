"""Who looks on while a question is answered: LlamaIndex's event handlers, where a program has them.

LlamaIndex is not imported for this, which would take a third of a second: where nobody has imported it, nobody listens.
"""

from __future__ import annotations

import sys

from assistant.observer import Observer

__all__ = ["observer_now"]

INSTRUMENTATION = "llama_index.core.instrumentation"


def observer_now() -> Observer:
    """One that tells LlamaIndex's handlers where there are any; else one that does nothing."""
    if INSTRUMENTATION not in sys.modules:
        return Observer()
    from assistant.llama import observer_of_handlers

    return observer_of_handlers() or Observer()
