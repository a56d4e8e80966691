"""The first module of the installed program on Windows: what the launcher runs."""

import multiprocessing
import sys
import traceback


def show(text: str) -> None:
    """Show an error in a window: the windowed program has no terminal."""
    if sys.stderr is not None:
        print(text, file=sys.stderr)
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "Downhill", 0x10)


def start() -> int:
    # As other packagers do: `sys.executable` is the program and takes its arguments.
    # The children of multiprocessing are then started by it too, and end in `freeze_support`.
    setattr(sys, "frozen", True)  # noqa: B010 - no attribute that type checkers know
    multiprocessing.freeze_support()
    try:
        from main import main

        return main(sys.argv[1:])
    except Exception:
        show(traceback.format_exc())
        return 1


if __name__ == "__main__":
    sys.exit(start())
