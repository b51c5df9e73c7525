"""Are there known faults in what Parley depends on? `python -m tests.audit PIP-AUDIT [ARGUMENTS…]`, as `make audit`.

Asks an advisory service about every package of the two locks. Ends with 0 only when every one of them was looked
at and none has a fault that is not excepted below; with 1 when there are faults; with 3 when the service could not be
asked about all: pip-audit itself calls that "no known vulnerabilities found".
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["EXCEPTED", "audited"]

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
EXCEPTED = {
    "CVE-2026-45829": "in Chroma's Python server; Parley is a client at most, and hands it no embedding function",
    "GHSA-f4j7-r4q5-qw2c": "the same under its other name",
}
"""Faults that do not reach Parley, each with why."""
FINE, FAULTY, UNKNOWN = 0, 1, 3
SHOWN = 10


def main(arguments: Sequence[str]) -> int:
    command = [*arguments, "--format", "json", "--progress-spinner", "off", "--disable-pip", "--require-hashes"]
    for lock in LOCKS:
        command += ["-r", str(ROOT / lock)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    code, lines = audited(ran.stdout, ran.stderr)
    print("\n".join(lines))  # noqa: T201 - its output
    return code


def audited(out: str, err: str) -> tuple[int, list[str]]:
    """The exit code and the lines for people, of what pip-audit printed."""
    try:
        packages: list[dict[str, Any]] = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (err.strip().splitlines() or ["it printed nothing"])[-1]
        return UNKNOWN, [f"NOT AUDITED: the advisory service cannot be asked: {last[:300]}"]
    faults = [
        (package["name"], package["version"], fault)
        for package in packages
        for fault in package.get("vulns", ())
        if not {fault["id"], *fault.get("aliases", ())} & EXCEPTED.keys()
    ]
    lines = [_line(*each) for each in faults]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    looked_at = len(packages) - len(skipped)
    if skipped or not packages:
        names = ", ".join(skipped[:SHOWN]) + (" …" if len(skipped) > SHOWN else "")
        lines.append(f"NOT AUDITED: {len(skipped)} of {len(packages)} packages are unknown to the service ({names})")
    if faults:
        return FAULTY, [*lines, f"{len(faults)} known faults in {looked_at} packages"]
    if skipped or not packages:
        return UNKNOWN, [*lines, "nothing is known of those; ask again where the service can be reached"]
    return FINE, [
        f"no known fault in {looked_at} packages, but for {len(EXCEPTED)} excepted with a reason in tests/audit.py"
    ]


def _line(name: str, version: str, fault: dict[str, Any]) -> str:
    mended = ", ".join(fault.get("fix_versions", ())) or "no version yet"
    return f"{name} {version}: {fault['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
