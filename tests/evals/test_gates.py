from pathlib import Path

import pytest

from evals.gates import ALWAYS, read_gates
from index.errors import UsageError


def test_citation_validity_cannot_be_lowered() -> None:
    assert read_gates(["citation_validity=0.2"]) == ALWAYS


def test_flags_win_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "gates.toml"
    file.write_text("[gates]\nkey_facts = 0.4\nfabrication = 0.1\n", encoding="utf-8")
    gates = read_gates([str(file), "key_facts=0.6"])
    assert gates == {"key_facts": 0.6, "fabrication": 0.1, **ALWAYS}


@pytest.mark.parametrize(
    ("flag", "complaint"),
    [
        ("key_facts", "has no value"),
        ("keyfacts=1", "'keyfacts' is no gate; choose from key_facts"),
        ("key_facts=high", "needs a number, not 'high'"),
        ("key_facts=60", "from 0 to 1"),
        ("key_facts=nan", "from 0 to 1"),
    ],
)
def test_a_gate_that_cannot_be_meant_is_refused(flag: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        read_gates([flag])


def test_a_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "gates.toml"
    file.write_text("[gates", encoding="utf-8")
    with pytest.raises(UsageError, match="cannot read the gates"):
        read_gates([str(file)])
