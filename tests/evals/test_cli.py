import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from evals.cli import app
from tests.evals.making import QUOTE, TEXT

SUITE = f"""
suite: small
corpus: corpus
cases:
  - id: raise-when
    question: "When did Washington raise the duty to 25%?"
    kind: when
    as_of: "2019-06-01"
    tags: [duty]
    reference: "On May 10, 2019."
    key_facts:
      - {{id: day, text: "May 10", weight: vital, dates: [{{value: "2019-05-10"}}]}}
    evidence:
      - group: raise
        any:
          - {{article: raise, quote: "{QUOTE}"}}
  - id: kangaroo-lost
    question: "How many kangaroos did the zoo of Perth sell in 2004?"
    kind: unanswerable
    as_of: "2019-06-01"
    split: test
    reference: "The articles do not say."
"""


def parley_eval(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def suite(tmp_path: Path) -> str:
    (tmp_path / "corpus").mkdir()
    head = "---\ntitle: Duty raised\nsource: Ledger\npublished: 2019-05-10\n---\n\n"
    (tmp_path / "corpus" / "raise.md").write_text(head + TEXT, encoding="utf-8")
    path = tmp_path / "small.yaml"
    path.write_text(SUITE, encoding="utf-8")
    return str(path)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, evals.cli\n"
        "heavy = {'chromadb', 'llama_index', 'gradio', 'scipy', 'openai', 'numpy'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_run_prints_its_result_and_keeps_its_record(suite: str, tmp_path: Path) -> None:
    out = tmp_path / "run"
    done = parley_eval("run", suite, "--out", str(out), "--library", str(tmp_path / "libraries"))
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("small, parley: 2 cases, 0 errors, ")
    assert "1 articles, 1 of them new" in done.stderr
    assert (out / "summary.json").is_file()
    assert (tmp_path / "libraries" / "small").is_dir()
    again = parley_eval("run", suite, "--out", str(out))
    assert (again.exit_code, "there is a run in" in again.stderr) == (2, True)


def test_json_is_one_document_on_standard_output(suite: str, tmp_path: Path) -> None:
    done = parley_eval("run", suite, "--json", "--only", "raise-when", "--out", str(tmp_path / "run"))
    record = json.loads(done.stdout)
    assert record["summary"]["figures"]["cases"] == 1
    assert record["summary"]["exit_code"] == done.exit_code == 0


def test_a_failed_gate_is_exit_code_1(suite: str, tmp_path: Path) -> None:
    path = Path(suite)
    wrong = path.read_text(encoding="utf-8").replace('value: "2019-05-10"', 'value: "2018-01-01"')
    path.write_text(wrong, encoding="utf-8")
    case = ["run", suite, "--only", "raise-when", "--out"]
    assert parley_eval(*case, str(tmp_path / "a")).exit_code == 0
    done = parley_eval(*case, str(tmp_path / "b"), "--gate", "key_facts=0.1")
    assert done.exit_code == 1
    assert "gate FAILED: key_facts 0.000 >= 0.1" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["run", "SUITE", "--only", "raise-then"], 2, "no case 'raise-then'; did you mean 'raise-when'?"),
        (["run", "SUITE", "--gate", "speed=1"], 2, "'speed' is no gate"),
        (["run", "SUITE", "--tag", "nothing"], 3, "no case is selected"),
        (["run", "nowhere.yaml"], 2, "cannot read the suite"),
        (["run", "SUITE", "--kind", "whence"], 2, "whence"),
        (["show", "nothing", "SUITE"], 2, "no case 'nothing'"),
        (["show", "raise-when", "SUITE", "--run", "nowhere"], 2, "no run in 'nowhere'"),
        (["external", "news", "--data", "nowhere"], 2, "no folder 'nowhere'"),
        (["external", "olds", "--data", "."], 2, "olds"),
    ],
)
def test_what_cannot_be_done_has_its_exit_code_and_one_line(
    suite: str, arguments: list[str], code: int, complaint: str
) -> None:
    done = parley_eval(*[suite if each == "SUITE" else each for each in arguments])
    assert done.exit_code == code
    assert complaint in done.stderr
    assert done.stdout == ""


def test_lint_passes_and_fails(suite: str) -> None:
    assert parley_eval("lint", suite).exit_code == 0
    path = Path(suite)
    path.write_text(path.read_text(encoding="utf-8").replace("On May 10", "On May 13"), encoding="utf-8")
    done = parley_eval("lint", suite)
    assert done.exit_code == 1
    assert "said 2019-05-13, gold 2019-05-10" in done.stdout


def test_list_shows_what_the_same_flags_would_run(suite: str) -> None:
    lines = parley_eval("list", suite, "--split", "test").stdout.splitlines()
    assert [line.split("  ")[:4] for line in lines] == [["kangaroo-lost", "unanswerable", "test", "2019-06-01"]]
    cases = json.loads(parley_eval("list", suite, "--tag", "duty", "--json").stdout)
    assert [case["id"] for case in cases] == ["raise-when"]


def test_show_prints_the_gold_and_the_answer_of_a_run(suite: str, tmp_path: Path) -> None:
    parley_eval("run", suite, "--out", str(tmp_path / "run"))
    text = parley_eval("show", "raise-when", suite, "--run", str(tmp_path / "run")).stdout
    assert "vital:  day: 2019-05-10" in text
    assert "answer (" in text
    assert "citation_validity: 1.00" in text
