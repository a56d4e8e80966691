"""Fuzzes for as long as wanted: python -m tests.fuzz.run [MINUTES], or `dev.py fuzz`.

What the program does not bear is kept in tests/data/fuzz, where an ordinary run of the tests
finds it again.
"""

import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.targets import ALL, Target

FOUND = Path(__file__).parents[1] / "data" / "fuzz"
SLOW = 10.0  # seconds of processor for one input: several updates within their budget


def tried(target: Target, given: bytes) -> str:
    """What is wrong with how the program bears the input; empty if nothing is."""
    began = time.process_time()
    try:
        target.check(given)
    except Exception:
        return traceback.format_exc()
    spent = time.process_time() - began
    return f"it took {spent:.1f} s" if spent > SLOW else ""


def kept(target: Target, given: bytes, why: str) -> None:
    file = FOUND / target.name / hashlib.sha256(given).hexdigest()[:16]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(given)
    print(f"{target.name}: {file}\n{why}", flush=True)


def main(words: list[str]) -> int:
    """Fuzz until the time is over; returns whether anything was found."""
    minutes = float(words[0]) if words else 60.0
    seed = int(words[1]) if len(words) > 1 else time.time_ns()
    chance = random.Random(seed)
    counts = dict.fromkeys((target.name for target in ALL), 0)
    found = dict(counts)
    end = time.monotonic() + 60 * minutes
    print(f"fuzzing for {minutes:g} minutes from seed {seed}", flush=True)
    while time.monotonic() < end:
        for target in ALL:
            until = min(end, time.monotonic() + 1.0)  # a second each in turn
            while time.monotonic() < until:
                given = target.make(chance)
                counts[target.name] += 1
                why = tried(target, given)
                if why:
                    found[target.name] += 1
                    kept(target, given, why)
    for name, count in counts.items():
        print(f"{name}: {count} inputs, {found[name]} found")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
