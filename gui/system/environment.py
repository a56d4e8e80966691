"""The folder of the program, and the variables by which it starts processes of its own."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
RESOURCES: Final = ROOT / "resources"
# Mesa's own renderer, also where another vendor's library would be asked first.
MESA: Final = {
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "GALLIUM_DRIVER": "llvmpipe",
    "__GLX_VENDOR_LIBRARY_NAME": "mesa",
}
