"""The program for macOS, built on a Mac. NOT TESTED: no Mac was available when this was written."""

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
    """A disk image of the bundle that the spec makes in addition to the folder.

    It has an ad-hoc signature, so that a Mac accepts it as undamaged; to be distributed it must be
    signed with a developer's certificate and notarised.
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
