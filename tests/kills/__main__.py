"""Kill Parley at random moments and look at what is left: `python -m tests.kills [--trials N] [--seed N]`.

Each trial kills -9 a load, a rebuild, a conversation, a backup or a restore at a random moment of its work. Then a
copy of what is left is opened, asked, and rebuilt where that is needed; and the same command is given again,
undisturbed, and its end compared with that of a run that was never killed. Ends with 1 when anything was lost,
stayed unreadable or ended otherwise.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.kills.trials import Outcome, Stage

KINDS = ("lost", "unreadable", "different")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--articles", type=int, default=120, help="in the library that is worked on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where; a file system in memory is fastest")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    began = time.monotonic()
    with TemporaryDirectory(prefix="parley-kills-", dir=options.folder) as name:
        stage = Stage(Path(name), options.articles, random.Random(options.seed))
        outcomes = []
        with suppress(KeyboardInterrupt):  # what was done until then is told
            for _ in range(options.trials):
                outcomes.append(stage.trial())  # noqa: PERF401 - an interrupt must leave those that are done
    _tell(outcomes)
    failed = [outcome for outcome in outcomes if outcome.faults]
    print(f"{len(outcomes)} kills in {time.monotonic() - began:.0f} s, {len(failed)} failed")  # noqa: T201 - its output
    return 1 if failed else 0


def _tell(outcomes: list[Outcome]) -> None:
    print(f"{'killed':<12}{'trials':>8}{'rebuilt':>9}" + "".join(f"{kind:>12}" for kind in KINDS))  # noqa: T201
    for scenario in sorted({outcome.scenario for outcome in outcomes}):
        those = [outcome for outcome in outcomes if outcome.scenario == scenario]
        counts = Counter(kind for outcome in those for kind, _ in outcome.faults)
        figures = "".join(f"{counts[kind]:>12}" for kind in KINDS)
        rebuilt = sum(outcome.rebuilt for outcome in those)
        print(f"{scenario:<12}{len(those):>8}{rebuilt:>9}{figures}")  # noqa: T201
    for outcome in outcomes:
        for kind, what in outcome.faults:
            print(f"{outcome.scenario} after {outcome.seconds:.3f} s: {kind}: {what[:2000]}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
