"""One target in a process of its own, which an input may end: NAME SEED INPUTS SECONDS CURRENT.

Writes each input to the file CURRENT before it is tried (its length in 8 bytes, then itself), and a line of
JSON a second about what was done since the last one, finds with their bytes in hex.
"""

from __future__ import annotations

import json
import logging
import mmap
import resource
import sys
import time
import warnings
from pathlib import Path

from tests.fuzzing.contract import LIMITS
from tests.fuzzing.running import feed, peak_mb
from tests.fuzzing.targets import target

ADDRESS_SPACE = 6_000_000_000
"""A wall behind the limit on memory: a runaway allocation fails here before the machine suffers."""


def main(name: str, seed: str, inputs: str, seconds: str, current: str) -> None:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    chosen = target(name)
    chosen.run(chosen.seeds[0])  # what is imported and compiled once is no input's fault
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    left, ends, number, base = int(inputs), time.monotonic() + float(seconds), int(seed), peak_mb()
    with Path(current).open("r+b") as file, mmap.mmap(file.fileno(), 0) as shared:

        def note(data: bytes) -> None:
            shared[:8] = len(data).to_bytes(8, "little")
            shared[8 : 8 + len(data)] = data

        while left > 0 and (rest := ends - time.monotonic()) > 0:
            tally = feed(chosen, seed=number, inputs=left, seconds=min(rest, 1.0), limits=LIMITS, before=note)
            left -= tally.inputs
            number += 1_000_003
            said = {
                "inputs": tally.inputs,
                "slowest_s": tally.slowest_s,
                "peak_mb": peak_mb() - base,
                "finds": [(find.data.hex(), find.what) for find in tally.finds],
            }
            sys.stdout.write(json.dumps(said) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
