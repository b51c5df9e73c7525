"""What is shipped, and what must never be in the repository."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PACKAGES = ("assistant", "index", "prompts", "evals")
DATA = ("prompts/*.jinja", "evals/gates.toml", "evals/reports/*.jinja", "evals/corpus/*.*", "evals/cases/*.yaml")

HOSTS = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("debian", "org"))]
FORBIDDEN = {
    "the host of a package registry": re.compile("|".join(re.escape(host) for host in HOSTS)),
    "a path of somebody's machine": re.compile(r"(?<![\w.>)/])/(?:work|root|home/\w+|Users/\w+)/"),
    "a key": re.compile(
        r"\bsk-[A-Za-z0-9_-]{20,}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY"
    ),
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def _tracked() -> list[Path]:
    """Files that git keeps; nothing where the tests run without a repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_wheel_holds_every_module_and_all_data(wheel: Path) -> None:
    shipped = set(ZipFile(wheel).namelist())
    modules = {path.relative_to(ROOT).as_posix() for name in PACKAGES for path in (ROOT / name).rglob("*.py")}
    data = {path.relative_to(ROOT).as_posix() for pattern in DATA for path in ROOT.glob(pattern)}
    assert any(name.startswith("evals/corpus/") for name in data)
    assert any(name.startswith("evals/cases/") for name in data)
    assert modules | data <= shipped


def test_the_wheel_holds_nothing_else_than_packages(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}
    assert tops == {*PACKAGES, f"parley-{PROJECT['version']}.dist-info"}


def test_the_wheel_has_the_commands_and_the_licence(wheel: Path) -> None:
    archive = ZipFile(wheel)
    info = f"parley-{PROJECT['version']}.dist-info"
    commands = archive.read(f"{info}/entry_points.txt").decode()
    assert "parley = assistant.cli:main" in commands
    assert "parley-eval = evals.cli:main" in commands
    assert archive.read(f"{info}/licenses/LICENSE").decode().lstrip().startswith("Apache License")


def test_the_newest_version_of_the_changelog_is_the_project_s() -> None:
    newest = re.search(r"^## \[([^\]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest.group(1) == PROJECT["version"]


@pytest.mark.parametrize(("lock", "groups"), [("requirements.lock", ["build"]), ("requirements-dev.lock", ["dev"])])
def test_every_dependency_is_locked_with_hashes(lock: str, groups: list[str]) -> None:
    entries = re.split(r"^(?=[A-Za-z0-9])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    locked = {_plain(entry.partition("==")[0]) for entry in entries}
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    wanted = [*PROJECT["dependencies"], *(each for group in groups for each in named[group] if isinstance(each, str))]
    assert {_plain(re.match(r"[\w.-]+", each)[0]) for each in wanted} <= locked  # type: ignore[index]
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if FORBIDDEN[what].search(line)
    ]
    assert not found


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()
