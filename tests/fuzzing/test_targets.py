"""Every target takes what has once broken one, and a few hundred new inputs each run."""

from __future__ import annotations

import logging
import random
from pathlib import Path

import pytest

from tests.fuzzing.contract import Limits, Target
from tests.fuzzing.mutating import mutated
from tests.fuzzing.running import feed, tried
from tests.fuzzing.targets import TARGETS, target
from tests.fuzzing.watching import watched

FINDS = sorted(Path(__file__).with_name("finds").glob("*/*"))
INPUTS = 150
SEED = 20_261_127

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(autouse=True)
def _quiet() -> None:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@pytest.mark.parametrize("path", FINDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_was_found_once_stays_mended(path: Path) -> None:
    assert tried(target(path.parent.name), path.read_bytes()) == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_no_new_input_breaks_a_target(name: str) -> None:
    chosen = target(name)
    assert all(tried(chosen, seed) == "" for seed in chosen.seeds)
    tally = feed(chosen, seed=SEED, inputs=INPUTS)
    assert (tally.inputs, [(find.what, find.data) for find in tally.finds]) == (INPUTS, [])


# the runner itself


def _fussy(data: bytes) -> None:
    if b"!" in data:
        raise ValueError("an exclamation mark")
    while b"?" in data:
        pass


def test_what_a_target_raises_and_how_long_it_takes_are_seen() -> None:
    fussy = Target(_fussy, (b"a",))
    limits = Limits(seconds=0.2)
    assert tried(fussy, b"a", limits) == ""
    assert tried(fussy, b"a!", limits) == "ValueError: an exclamation mark"
    assert tried(fussy, b"a?", limits) == "took more than 0.2 s"


def test_one_find_of_a_kind_is_kept() -> None:
    def run(data: bytes) -> None:
        raise ValueError(f"{len(data)} bytes")

    tally = feed(Target(run, (b"abc",)), seed=1, inputs=50)
    assert tally.inputs == 50
    assert [find.what.split()[0] for find in tally.finds] == ["ValueError:"]


def test_mutations_differ_are_bounded_and_follow_the_seed() -> None:
    def some(seed: int) -> list[bytes]:
        chance = random.Random(seed)
        return [mutated(chance, (b"Talks stalled.",), (b"<p>",), 500) for _ in range(300)]

    assert some(1) == some(1) != some(2)
    assert len(set(some(1))) > 250
    assert max(map(len, some(1))) <= 500
    assert any(b"<p>" in each for each in some(1))


@pytest.mark.slow
def test_a_target_in_a_process_of_its_own_is_counted() -> None:
    tally = watched("nitf", seed=1, inputs=300, seconds=30)
    assert (tally.inputs, tally.finds) == (300, [])
