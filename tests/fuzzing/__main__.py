"""Feed mutated inputs to whatever reads foreign bytes: `python -m tests.fuzzing [--target NAME] [--seconds N]`.

A find is an input that raises, ends the process, takes more than 5 s or more memory than the limit; it is
written to tests/fuzzing/finds/TARGET, where the tests try it again for ever. Ends with 1 when there was one.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.fuzzing.contract import Find
from tests.fuzzing.running import Tally
from tests.fuzzing.targets import TARGETS
from tests.fuzzing.watching import watched

FINDS = Path(__file__).with_name("finds")


def main(arguments: list[str]) -> int:
    options = _parsed(arguments)
    names = options.target or list(TARGETS)
    seed = int(time.time()) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)  # noqa: T201 - its output
    print(f"{'target':<14}{'inputs':>11}{'a second':>10}{'slowest ms':>12}{'peak MB':>9}{'finds':>7}")  # noqa: T201

    def run(name: str) -> Tally:
        tally = watched(name, seed=seed, inputs=options.inputs, seconds=options.seconds)
        rate = tally.inputs / max(tally.seconds, 0.001)
        figures = f"{tally.inputs:>11,}{rate:>10,.0f}{tally.slowest_s * 1000:>12,.0f}{tally.peak_mb:>9,.0f}"
        print(f"{name:<14}{figures}{len(tally.finds):>7}", flush=True)  # noqa: T201
        for find in tally.finds:
            print(f"  {_kept(name, find)}: {find.what}", flush=True)  # noqa: T201
        return tally

    with ThreadPoolExecutor(options.jobs) as pool:
        tallies = list(pool.map(run, names))
    finds = sum(len(tally.finds) for tally in tallies)
    print(f"{sum(tally.inputs for tally in tallies):,} inputs, {len(names)} targets, {finds} finds")  # noqa: T201
    return 1 if finds else 0


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    parser.add_argument("--target", action="append", choices=TARGETS, help="may be repeated; all when left out")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each target")
    parser.add_argument("--inputs", type=int, default=10**9, help="for each target, at most")
    parser.add_argument("--seed", type=int, help="the clock when left out")
    parser.add_argument("--jobs", type=int, default=1, help="targets at once")
    return parser.parse_args(arguments)


def _kept(name: str, find: Find) -> Path:
    path = FINDS / name / f"{hashlib.sha256(find.data).hexdigest()[:16]}.bin"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(find.data)
    return path.relative_to(Path(__file__).parents[2])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
