"""The program for macOS, built on a Mac. NOT TESTED: no Mac was at hand when this was written."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from installers import tools
from installers.identity import DIST, NAME, version
from shell import SetupError

BUNDLE: Final = DIST / f"{NAME}.app"


def image_file() -> Path:
    return DIST / f"{NAME}-{version()}-macos-untested.dmg"


def build() -> Path:
    """A disk image of the bundle that the spec makes beside the folder.

    It has a signature without a certificate, so that a Mac takes it for whole; whoever hands it
    out has to sign it with a developer's certificate and to have it notarised.
    """
    if sys.platform != "darwin":
        raise SetupError("the program for macOS can only be built on a Mac")
    tools.run("codesign", "--force", "--deep", "--sign", "-", BUNDLE)
    if subprocess.call(["codesign", "--verify", "--deep", "--strict", str(BUNDLE)]):
        raise SetupError(f"the signature of {BUNDLE.name} is not whole (see above)")
    image_file().unlink(missing_ok=True)
    names = ("-volname", NAME, "-srcfolder", BUNDLE, "-format", "UDZO")
    tools.run("hdiutil", "create", *names, image_file())
    return image_file()
