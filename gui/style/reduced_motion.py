"""Reads the system's setting for reduced motion."""

import ctypes
import sys
from functools import cache

CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION, "Show animations in Windows"
PORTAL_TIMEOUT = 150  # ms: a desktop without a settings portal must not block the window


@cache
def system_reduces_motion() -> bool:
    """True if reduced motion is set; False if it is not, or unknown.

    Read once, before the first animation, so that it takes no time at the start.
    """
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _macos()
        return _portal()
    except (OSError, AttributeError, ImportError):
        return False


def _windows() -> bool:
    animated = ctypes.c_int(1)
    user = ctypes.CDLL("user32")
    user.SystemParametersInfoW(CLIENT_AREA_ANIMATION, 0, ctypes.byref(animated), 0)
    return not animated.value


def _macos() -> bool:
    """NSWorkspace's accessibilityDisplayShouldReduceMotion, through the Objective-C runtime."""
    objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    objc.objc_getClass.restype = objc.sel_registerName.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = objc.sel_registerName.argtypes = [ctypes.c_char_p]
    send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(
        ("objc_msgSend", objc)
    )
    test = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    shared = objc.sel_registerName(b"sharedWorkspace")
    workspace = send(objc.objc_getClass(b"NSWorkspace"), shared)
    reduce = objc.sel_registerName(b"accessibilityDisplayShouldReduceMotion")
    return bool(test(workspace, reduce)) if workspace else False


def _portal() -> bool:
    """GNOME's "enable-animations", read through the settings portal."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    call = QDBusMessage.createMethodCall(
        "org.freedesktop.portal.Desktop",
        "/org/freedesktop/portal/desktop",
        "org.freedesktop.portal.Settings",
        "ReadOne",
    )
    call.setArguments(["org.gnome.desktop.interface", "enable-animations"])
    reply = bus.call(call, timeout=PORTAL_TIMEOUT).arguments()
    return reply == [False]
