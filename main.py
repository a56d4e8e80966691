"""Downhill: a desktop laboratory for optimisation."""

import gc
import multiprocessing
import sys


def main(words: list[str]) -> int:
    """Run the program as the command line says; returns the exit code."""
    gc.disable()  # the start makes no garbage; see gui.tasks.garbage
    if words[:1] == ["--glcheck"]:  # called by the program itself, in a child process
        from gui.startup import opengl_probe

        return opengl_probe.answer(words[1:])
    # Imported here: without a window none of it must be loaded, and in children not even this.
    # The engine, which loads NumPy, comes first: of each module that is loaded after Qt, Qt's
    # binding reads the source, which takes a twentieth of the start.
    import engine.commands  # noqa: F401  # isort: skip
    from gui.startup import arguments, command_line

    application = arguments.speak(words)
    try:
        asked = arguments.parse(words)
    except arguments.ArgumentError as error:
        print(error, file=sys.stderr)
        return command_line.WRONG
    if asked.version:
        from gui.text.versions import VERSION

        print(f"Downhill {VERSION}")
        return 0
    if asked.headless and asked.scenario and asked.steps is not None and asked.out:
        from gui.startup import headless

        gc.enable()
        return headless.run(asked.scenario, asked.steps, asked.out)
    from gui.startup import bootstrap

    refusal = arguments.translated(arguments.NO_WINDOW, "{0}")
    if application is not None:
        application.shutdown()  # replaced by the window's application
    start = bootstrap.prepare(asked)
    if start is None:
        return 0  # a window that runs already has taken it
    try:
        from gui.startup import run

        return run.run(asked, start, refusal)
    finally:
        start.finish()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    from gui.startup.command_line import ended, leave

    leave(ended(main, sys.argv[1:]))
