"""A thin wrapper of OpenGL for the scene's items.

Only what GLSL 1.20 and OpenGL 2.1 have: macOS's legacy context, old Intel chips and llvmpipe
share it. Nothing is kept on classes, so every view owns its OpenGL objects.
"""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, final

import OpenGL

from gui.system.environment import RESOURCES

# Checking for errors after every call doubles the time of a frame; the switch is for debugging.
OpenGL.ERROR_CHECKING = bool(os.environ.get("DOWNHILL_GL_CHECK"))
OpenGL.ERROR_LOGGING = False

import numpy as np  # noqa: E402
import numpy.typing as npt  # noqa: E402
from OpenGL import platform  # noqa: E402

from gui.scene.items.opengl import GL  # noqa: E402
from gui.scene.items.renderer import Renderer  # noqa: E402

# A frame makes a hundred short calls. Releasing Python's lock at each, and waiting until the
# engine's thread releases it, would take longer than all of them together.
platform.PLATFORM.GL.FunctionType = ctypes.PYFUNCTYPE

__all__ = ["GL", "Buffer", "Frame", "Program", "SceneError", "Texture"]

SHADERS = RESOURCES / "shaders"
Floats = npt.NDArray[np.float32]


@final
class SceneError(RuntimeError):
    """OpenGL is missing, too old, or rejects a shader."""


@final
@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What every item needs to draw one frame."""

    matrix: Floats  # (4, 4) projection times view, transposed for OpenGL
    right: Floats  # (3,) the screen's axes in the world
    up: Floats
    backward: Floats
    eye: Floats
    key: Floats  # (3,) unit vector to the key light
    shine: Floats  # (3,) unit vector halfway between that and `backward`
    size: tuple[float, float]  # whole device pixels, as the framebuffer has them
    ratio: float  # device pixels a logical one
    pixel: float  # world length of a logical pixel at distance 1
    turned: bool = False  # whether the picture is drawn upside down

    def upside_down(self) -> "Frame":
        """This frame for a framebuffer with its first row at the top, as a window has it."""
        matrix = self.matrix.copy()
        matrix[:, 1] *= -1.0  # transposed: the column of the screen's y
        return replace(self, matrix=matrix, turned=True)


@final
class Program:
    """A compiled pair of shaders, `name`.vert and `name`.frag, with these macros defined."""

    def __init__(self, name: str, macros: str = "") -> None:
        parts = ((".vert", GL.GL_VERTEX_SHADER), (".frag", GL.GL_FRAGMENT_SHADER))
        self._id = GL.glCreateProgram()
        for suffix, kind in parts:
            GL.glAttachShader(self._id, _compiled(name + suffix, kind, macros))
        GL.glLinkProgram(self._id)
        if not GL.glGetProgramiv(self._id, GL.GL_LINK_STATUS):
            raise SceneError(f"{name}: {_text(GL.glGetProgramInfoLog(self._id))}")
        self._uniforms: dict[str, int] = {}
        self._attributes: dict[str, int] = {}
        self._enabled: list[int] = []

    def begin(self, **uniforms: Any) -> None:
        """Use the program with these uniforms; numbers, tuples and (4, 4) matrices."""
        GL.glUseProgram(self._id)
        for name, value in uniforms.items():
            self.set(name, value)

    def set(self, name: str, value: Any) -> None:
        at = self._uniforms.get(name)
        if at is None:
            at = self._uniforms[name] = GL.glGetUniformLocation(self._id, name)
        if isinstance(value, int):
            GL.glUniform1i(at, value)
        elif isinstance(value, float):
            GL.glUniform1f(at, value)
        elif getattr(value, "shape", None) == (4, 4):
            GL.glUniformMatrix4fv(at, 1, False, value)
        else:
            (GL.glUniform2f, GL.glUniform3f, GL.glUniform4f)[len(value) - 2](at, *value)

    def attribute(
        self, name: str, size: int, stride: int, offset: int, kind: Any = GL.GL_FLOAT
    ) -> None:
        """Read an attribute from the bound buffer; bytes are normalised."""
        at = self._attributes.get(name)
        if at is None:
            at = self._attributes[name] = GL.glGetAttribLocation(self._id, name)
        if at < 0:
            return
        GL.glEnableVertexAttribArray(at)
        normalised = kind != GL.GL_FLOAT
        GL.glVertexAttribPointer(at, size, kind, normalised, stride, ctypes.c_void_p(offset))
        self._enabled.append(at)

    def end(self) -> None:
        for at in self._enabled:
            GL.glDisableVertexAttribArray(at)
        self._enabled.clear()
        GL.glBindBuffer(GL.GL_ARRAY_BUFFER, 0)
        GL.glBindBuffer(GL.GL_ELEMENT_ARRAY_BUFFER, 0)
        GL.glUseProgram(0)


@final
class Buffer:
    """Vertices or indices in OpenGL's memory; grows on demand."""

    def __init__(self, indices: bool = False) -> None:
        self._target = GL.GL_ELEMENT_ARRAY_BUFFER if indices else GL.GL_ARRAY_BUFFER
        self._id = GL.glGenBuffers(1)
        self._capacity = 0

    def bind(self) -> None:
        GL.glBindBuffer(self._target, self._id)

    def fill(self, data: npt.NDArray[Any]) -> None:
        """Replace everything."""
        self.bind()
        if data.nbytes > self._capacity:
            self._capacity = data.nbytes
            GL.glBufferData(self._target, data.nbytes, data, GL.GL_DYNAMIC_DRAW)
        elif data.nbytes:
            GL.glBufferSubData(self._target, 0, data.nbytes, data)

    def reserve(self, nbytes: int) -> None:
        """Have at least this capacity; the content is lost if the buffer grows."""
        if nbytes > self._capacity:
            self.bind()
            self._capacity = nbytes
            GL.glBufferData(self._target, nbytes, None, GL.GL_DYNAMIC_DRAW)

    def write(self, offset: int, data: npt.NDArray[Any]) -> None:
        """Replace a part, in bytes from the start."""
        if data.nbytes:
            self.bind()
            GL.glBufferSubData(self._target, offset, data.nbytes, data)


@final
class Texture:
    """A two-dimensional texture, clamped at its edges."""

    def __init__(self, smooth: bool = True) -> None:
        self._id = GL.glGenTextures(1)
        filtering = GL.GL_LINEAR if smooth else GL.GL_NEAREST
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._id)
        for name, value in (
            (GL.GL_TEXTURE_MIN_FILTER, filtering),
            (GL.GL_TEXTURE_MAG_FILTER, filtering),
            (GL.GL_TEXTURE_WRAP_S, GL.GL_CLAMP_TO_EDGE),
            (GL.GL_TEXTURE_WRAP_T, GL.GL_CLAMP_TO_EDGE),
        ):
            GL.glTexParameteri(GL.GL_TEXTURE_2D, name, value)

    def fill(self, data: npt.NDArray[Any]) -> None:
        """RGBA pixels (h, w, 4), bytes or 32-bit floats."""
        floats = data.dtype == np.float32
        internal = GL.GL_RGBA32F if floats else GL.GL_RGBA
        kind = GL.GL_FLOAT if floats else GL.GL_UNSIGNED_BYTE
        height, width = data.shape[:2]
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._id)
        GL.glTexImage2D(
            GL.GL_TEXTURE_2D,
            0,
            internal,
            width,
            height,
            0,
            GL.GL_RGBA,
            kind,
            np.ascontiguousarray(data),
        )

    def bind(self, unit: int) -> None:
        GL.glActiveTexture(GL.GL_TEXTURE0 + unit)
        GL.glBindTexture(GL.GL_TEXTURE_2D, self._id)
        GL.glActiveTexture(GL.GL_TEXTURE0)


def blend() -> None:
    """Alpha blending that leaves the framebuffer's own alpha opaque."""
    GL.glEnable(GL.GL_BLEND)
    GL.glBlendFuncSeparate(
        GL.GL_SRC_ALPHA, GL.GL_ONE_MINUS_SRC_ALPHA, GL.GL_ONE, GL.GL_ONE_MINUS_SRC_ALPHA
    )


@contextmanager
def hidden() -> Iterator[None]:
    """Draw only what lies behind something: it is drawn through it, faintly."""
    GL.glDepthFunc(GL.GL_GREATER)
    GL.glDepthMask(False)
    yield
    GL.glDepthMask(True)
    GL.glDepthFunc(GL.GL_LEQUAL)


def renderer() -> Renderer:
    """A description of the current context."""
    return Renderer(*(_text(GL.glGetString(name)) for name in (GL.GL_RENDERER, GL.GL_VERSION)))


def float_textures() -> bool:
    """Whether textures may hold 32-bit floats and be interpolated."""
    known = _text(GL.glGetString(GL.GL_EXTENSIONS))
    return "GL_ARB_texture_float" in known.split()


def _compiled(filename: str, kind: Any, macros: str) -> int:
    shader = GL.glCreateShader(kind)
    source = (SHADERS / filename).read_text(encoding="utf-8")
    if macros:
        version, rest = source.split("\n", 1)
        defined = "".join(f"#define {macro}\n" for macro in macros.split())
        source = f"{version}\n{defined}{rest}"
    GL.glShaderSource(shader, source)
    GL.glCompileShader(shader)
    if not GL.glGetShaderiv(shader, GL.GL_COMPILE_STATUS):
        raise SceneError(f"{filename}: {_text(GL.glGetShaderInfoLog(shader))}")
    return int(shader)


def _text(value: bytes | str | None) -> str:
    if value is None:
        raise SceneError("OpenGL does not answer")
    return value.decode(errors="replace") if isinstance(value, bytes) else value
