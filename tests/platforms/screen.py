"""Mouse and keys as the X server sends them, and what it shows: by Xlib and XTest."""

import ctypes
import time
from ctypes import c_char_p, c_int, c_uint, c_ulong, c_void_p
from typing import Final, final

import numpy as np
import numpy.typing as npt

ALL_PLANES, Z_PIXMAP = 0xFFFFFFFF, 2
STEP: Final = 0.02  # seconds between two events of one gesture
LEFT, RIGHT, UP, DOWN = 1, 3, 4, 5  # buttons; the wheel's turns are buttons as well

Pixels = npt.NDArray[np.int16]  # (height, width, 3), red first


class _Image(ctypes.Structure):
    """The beginning of `XImage`."""

    _fields_ = [
        *((name, c_int) for name in ("width", "height", "xoffset", "format")),
        ("data", c_void_p),
        *((name, c_int) for name in ("byte_order", "unit", "bit_order", "pad", "depth")),
        ("bytes_per_line", c_int),
    ]


@final
class Screen:
    """One screen of an X server."""

    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XOpenDisplay.argtypes = [c_char_p]
        self._x.XDefaultRootWindow.restype = c_ulong
        self._x.XGetImage.restype = ctypes.POINTER(_Image)
        self._x.XStringToKeysym.restype = c_ulong
        self._display = c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._display:
            raise RuntimeError(f"no X server at {display}")
        self._root = c_ulong(self._x.XDefaultRootWindow(self._display))
        self.measure()

    def measure(self) -> None:
        """Find its size, which may have changed."""
        x, y, width, height, border, depth = (c_uint() for _ in range(6))
        root = c_ulong()
        places = (ctypes.byref(each) for each in (root, x, y, width, height, border, depth))
        self._x.XGetGeometry(self._display, self._root, *places)
        self.size = (width.value, height.value)

    def move(self, x: float, y: float) -> None:
        self._test.XTestFakeMotionEvent(self._display, 0, int(x), int(y), c_ulong(0))
        self._flush()

    def press(self, button: int = LEFT) -> None:
        self._button(button, True)

    def release(self, button: int = LEFT) -> None:
        self._button(button, False)

    def click(self, x: float, y: float, button: int = LEFT) -> None:
        # From elsewhere: a server sends no motion to where the pointer is.
        self.move(x + 3, y + 3)
        self.move(x, y)
        self.press(button)
        self.release(button)

    def turn(self, button: int) -> None:
        """Turn the wheel by a notch."""
        self.press(button)
        self.release(button)

    def drag(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        steps: int = 8,
        rest: float = 0.0,
    ) -> None:
        """Press, move, rest for so many seconds and release."""
        self.move(*start)
        self.press()
        for step in range(1, steps + 1):
            share = step / steps
            self.move(*(a + share * (b - a) for a, b in zip(start, end, strict=True)))
        time.sleep(rest)
        self.release()

    def key(self, name: str, *held: str) -> None:
        """Press and release a key, by the name of its keysym, while others are held."""
        codes = [self._code(each) for each in (*held, name)]
        for code in codes:
            self._key(code, True)
        for code in reversed(codes):
            self._key(code, False)

    def pixels(self) -> Pixels:
        """All that the screen shows."""
        width, height = self.size
        image = self._x.XGetImage(
            self._display, self._root, 0, 0, c_uint(width), c_uint(height), ALL_PLANES, Z_PIXMAP
        )
        head = image.contents
        raw = ctypes.string_at(head.data, head.bytes_per_line * height)
        self._x.XDestroyImage(image)
        rows = np.frombuffer(raw, np.uint8).reshape(height, head.bytes_per_line)
        return rows[:, : 4 * width].reshape(height, width, 4)[:, :, 2::-1].astype(np.int16)

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def _button(self, button: int, down: bool) -> None:
        self._test.XTestFakeButtonEvent(self._display, c_uint(button), down, c_ulong(0))
        self._flush()

    def _key(self, code: int, down: bool) -> None:
        self._test.XTestFakeKeyEvent(self._display, c_uint(code), down, c_ulong(0))
        self._flush()

    def _code(self, name: str) -> int:
        symbol = self._x.XStringToKeysym(name.encode())
        return int(self._x.XKeysymToKeycode(self._display, c_ulong(symbol)))

    def _flush(self) -> None:
        self._x.XSync(self._display, 0)
        time.sleep(STEP)
