"""What all doors share: the library, the threads, the settings and the figures of one server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.serving import ServingSettings
from assistant.web.observing.figures import Figures
from assistant.web.workers import Workers

if TYPE_CHECKING:
    from assistant.parley import Assistant

__all__ = ["Served"]


@dataclass(frozen=True)
class Served:
    """One server's own."""

    parley: Assistant
    settings: ServingSettings
    workers: Workers
    figures: Figures = field(default_factory=Figures)

    @classmethod
    def of(cls, parley: Assistant) -> Served:
        """All that is needed to serve this library by its own settings."""
        serving = parley.settings.serving
        return cls(parley=parley, settings=serving, workers=Workers(serving))
