"""Downhill: a desktop laboratory for optimisation."""

import gc
import multiprocessing
import sys


def main(words: list[str]) -> int:
    """Do what the command line asks for; returns the exit code."""
    gc.disable()  # nothing that the start makes is garbage; the window's last part enables it
    if words[:1] == ["--glcheck"]:  # asked by the program itself, of a child
        from gui.startup import opengl_probe

        return opengl_probe.answer(words[1:])
    # Imported here: what needs no window must not load one, and children not even this.
    from gui.startup import arguments

    voice = arguments.speak(words)
    try:
        asked = arguments.parse(words)
    except arguments.ArgumentError as error:
        print(error, file=sys.stderr)
        return arguments.WRONG
    if asked.version:
        from gui.text.versions import VERSION

        print(f"Downhill {VERSION}")
        return 0
    if asked.headless and asked.scenario and asked.steps is not None and asked.out:
        from gui.startup import headless

        gc.enable()
        return headless.run(asked.scenario, asked.steps, asked.out)
    from gui.startup import bootstrap

    if voice is not None:
        voice.shutdown()  # the window's application takes its place, and takes what is made now
    start = bootstrap.prepare(asked)
    if start is None:
        return 0  # a window that runs already has taken it
    try:
        from gui.startup import run

        return run.run(asked, start)
    finally:
        start.finish()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))
