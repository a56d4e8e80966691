"""Which OpenGL draws: hardware or software."""

from dataclasses import dataclass
from typing import final

SOFTWARE = ("llvmpipe", "softpipe", "swiftshader", "gdi generic", "swrast", "basic render")


@final
@dataclass(frozen=True, slots=True)
class Renderer:
    """OpenGL's description of itself."""

    renderer: str = ""
    version: str = ""

    @property
    def software(self) -> bool:
        """Whether the pixels are computed by the processor."""
        name = self.renderer.lower()
        return any(word in name for word in SOFTWARE)
