"""The audit of dependencies is green only when every package was looked at."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.audit import EXCEPTED, audited, main


def _said(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages})


def _package(name: str, *vulns: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "version": "1.0", "vulns": list(vulns)}


UNKNOWN_PACKAGE = {"name": "steel", "skip_reason": "Dependency not found on PyPI and could not be audited: steel (1.0)"}
FAULT = {"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["1.1"]}


def test_it_is_green_when_all_were_looked_at_and_none_has_a_fault() -> None:
    code, lines = audited(_said(_package("steel"), _package("soy")), "")
    assert (code, lines[0][:32]) == (0, "no known fault in 2 packages, bu")


def test_a_fault_is_named_with_the_version_that_mends_it() -> None:
    code, lines = audited(_said(_package("steel", FAULT), _package("soy")), "")
    assert (code, lines) == (1, ["steel 1.0: PYSEC-1, mended in 1.1", "1 known faults in 2 packages"])


def test_an_excepted_fault_is_passed_over_under_any_of_its_names() -> None:
    excepted = {"id": "PYSEC-2", "aliases": [next(iter(EXCEPTED))], "fix_versions": []}
    assert audited(_said(_package("chroma", excepted)), "")[0] == 0
    assert all(EXCEPTED.values())


@pytest.mark.parametrize(
    ("out", "err", "words"),
    [
        (_said(_package("soy"), UNKNOWN_PACKAGE), "No known vulnerabilities found", "1 of 2 packages are unknown"),
        (_said(), "No known vulnerabilities found", "0 of 0 packages are unknown"),
        ("", "Traceback\nConnectionError: Failed to resolve 'api.example'", "Failed to resolve 'api.example'"),
        ("", "", "it printed nothing"),
        ("[]", "", "the advisory service cannot be asked"),
    ],
)
def test_what_could_not_be_looked_at_is_never_green(out: str, err: str, words: str) -> None:
    code, lines = audited(out, err)
    assert code == 3
    assert "NOT AUDITED" in lines[0]
    assert words in lines[0]


def test_it_asks_about_both_locks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake = tmp_path / "fake.py"
    fake.write_text(
        "import json, sys\n"
        "locks = [each for each in sys.argv if each.endswith('.lock')]\n"
        "print(json.dumps({'dependencies': [{'name': each, 'version': '1', 'vulns': []} for each in locks]}))",
        encoding="utf-8",
    )
    assert main([sys.executable, str(fake)]) == 0
    assert "in 2 packages" in capsys.readouterr().out
