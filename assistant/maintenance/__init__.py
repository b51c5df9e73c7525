"""Looking after a library: what it holds, whether it is well, copies of it."""

from assistant.maintenance.backup import BackupManifest, Restored, backup, restore
from assistant.maintenance.doctor import Check, CheckState, Diagnosis, examine
from assistant.maintenance.stats import LibraryStats, library_stats

__all__ = [
    "BackupManifest",
    "Check",
    "CheckState",
    "Diagnosis",
    "LibraryStats",
    "Restored",
    "backup",
    "examine",
    "library_stats",
    "restore",
]
