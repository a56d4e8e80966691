"""The calls and constants of OpenGL that the scene uses.

PyOpenGL's `OpenGL.GL` loads 180 modules, of every version and with conversions for every call,
which is a tenth of the program's start. These are its plain functions; those that take strings
or arrays, or give anything back through an argument, are converted here.
"""

import ctypes
from typing import Any, Final, final

import numpy as np
import numpy.typing as npt
from OpenGL.raw.GL.VERSION import (
    GL_1_0,
    GL_1_1,
    GL_1_2,
    GL_1_3,
    GL_1_4,
    GL_1_5,
    GL_2_0,
    GL_2_1,
    GL_3_0,
)

VERSIONS: Final = (GL_1_0, GL_1_1, GL_1_2, GL_1_3, GL_1_4, GL_1_5, GL_2_0, GL_2_1, GL_3_0)
LOG: Final = 4096  # bytes of a compiler's log that are read


@final
class Calls:
    """`GL.glName` and `GL.GL_NAME`, looked up once each."""

    def __getattr__(self, name: str) -> Any:
        for version in VERSIONS:
            if hasattr(version, name):
                value = getattr(version, name)
                setattr(self, name, value)
                return value
        raise AttributeError(name)

    def glGetString(self, name: int) -> bytes | None:
        # The plain function would give a pointer to numbers.
        text = GL_1_0.glGetString(name)
        return ctypes.cast(text, ctypes.c_char_p).value if text else None

    def glGenBuffers(self, count: int) -> int:
        return _made(GL_1_5.glGenBuffers, count)

    def glGenTextures(self, count: int) -> int:
        return _made(GL_1_1.glGenTextures, count)

    def glBufferData(self, target: int, size: int, data: npt.NDArray[Any] | None, use: int) -> None:
        GL_1_5.glBufferData(target, size, _address(data), use)

    def glBufferSubData(self, target: int, offset: int, size: int, data: npt.NDArray[Any]) -> None:
        held = np.ascontiguousarray(data)
        GL_1_5.glBufferSubData(target, offset, size, _address(held))

    def glTexImage2D(self, *arguments: Any) -> None:
        *numbers, data = arguments
        GL_1_0.glTexImage2D(*numbers, _address(data))

    def glShaderSource(self, shader: int, source: str) -> None:
        text = ctypes.c_char_p(source.encode())
        pointer = ctypes.POINTER(ctypes.POINTER(ctypes.c_char))
        GL_2_0.glShaderSource(shader, 1, ctypes.cast(ctypes.pointer(text), pointer), None)

    def glGetShaderiv(self, shader: int, name: int) -> int:
        return _answer(GL_2_0.glGetShaderiv, shader, name)

    def glGetProgramiv(self, program: int, name: int) -> int:
        return _answer(GL_2_0.glGetProgramiv, program, name)

    def glGetShaderInfoLog(self, shader: int) -> bytes:
        return _log(GL_2_0.glGetShaderInfoLog, shader)

    def glGetProgramInfoLog(self, program: int) -> bytes:
        return _log(GL_2_0.glGetProgramInfoLog, program)

    def glGetAttribLocation(self, program: int, name: str) -> int:
        return int(GL_2_0.glGetAttribLocation(program, name.encode()))

    def glGetUniformLocation(self, program: int, name: str) -> int:
        return int(GL_2_0.glGetUniformLocation(program, name.encode()))


GL: Final = Calls()


def _address(data: npt.NDArray[Any] | None) -> ctypes.c_void_p | None:
    """Where the array begins; the caller holds it until the call has returned."""
    if data is None:
        return None
    assert data.flags.c_contiguous
    return ctypes.c_void_p(data.ctypes.data)


def _made(call: Any, count: int) -> int:
    """The first of so many new names."""
    names = (ctypes.c_uint * count)()
    call(count, names)
    return int(names[0])


def _answer(call: Any, thing: int, name: int) -> int:
    found = (ctypes.c_int * 1)()
    call(thing, name, found)
    return int(found[0])


def _log(call: Any, thing: int) -> bytes:
    text = ctypes.create_string_buffer(LOG)
    call(thing, LOG, None, text)
    return text.value
