"""Uses the real window at random: python -m tests.soak.run [MINUTES [SEED]], or `dev.py soak`.

Whatever the program writes to stderr is a failure: a warning of Qt, a traceback, a message of the
system's libraries. Memory must be flat in the second half.
"""

import signal
import subprocess
import sys
import time
from threading import Thread
from typing import IO

MINUTES = 10.0
PATIENCE = 120.0  # seconds until a soak that does not end is ended


def listen(stream: IO[str], lines: list[str], began: float) -> None:
    for line in stream:
        lines.append(line)
        print(f"{time.monotonic() - began:6.0f} s  STDERR {line}", end="", flush=True)


def ended(child: "subprocess.Popen[str]", seconds: float) -> int:
    """Its exit code; where it hangs, it is ended, and prints where."""
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGABRT)
        return child.wait()


def main(words: list[str]) -> int:
    """Returns whether anything failed."""
    minutes = float(words[0]) if words else MINUTES
    seed = int(words[1]) if len(words) > 1 else time.time_ns() % 1_000_000
    print(f"using the window at random for {minutes:g} minutes, seed {seed}", flush=True)
    child = subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-m", "tests.soak.monkey", str(minutes), str(seed)],
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    assert child.stderr is not None
    lines: list[str] = []
    listener = Thread(target=listen, args=(child.stderr, lines, time.monotonic()))
    listener.start()
    code = ended(child, 60 * minutes + PATIENCE)
    listener.join()
    print(f"{len(lines)} lines on stderr, exit code {code}, seed {seed}")
    return int(bool(code or lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
