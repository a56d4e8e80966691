"""Search paths of libraries lose the folders of the build machine, and nothing else."""

import struct

import pytest
from installers import elf

TABLE = 64 + 2 * 56  # where in the file the table of entries begins
SHIFT = 0x1000  # a place in memory is this far from that in the file


def library(*paths, shared=()):
    """An ELF file of 64 bits with nothing but a table of entries and its texts.

    `paths` are pairs of a tag and a path, the first of which ends with each text of `shared`.
    """
    texts, entries = b"\0libc.so.6\0", [(1, 1)]
    for tag, path in paths:
        entries.append((tag, len(texts)))
        texts += path.encode() + b"\0"
    entries += [(1, texts.index(b"\0", 11) - len(name)) for name in shared]
    table = 16 * (len(entries) + 2)
    entries += [(5, SHIFT + TABLE + table), (0, 0)]
    head = b"\x7fELF\x02\x01\x01".ljust(0x20, b"\0") + struct.pack("<Q", 64)
    head = head.ljust(0x36, b"\0") + struct.pack("<HH", 56, 2)
    size = TABLE + table + len(texts)
    loaded = struct.pack("<IIQQQQQQ", 1, 4, 0, SHIFT, SHIFT, size, size, 0)
    dynamic = struct.pack("<IIQQQQQQ", 2, 4, TABLE, SHIFT + TABLE, 0, table, table, 8)
    packed = b"".join(struct.pack("<qQ", *entry) for entry in entries)
    return head.ljust(64, b"\0") + loaded + dynamic + packed + texts


def named(data):
    """The entries of such a file: tags, and the texts they stand for."""
    (size,) = struct.unpack_from("<Q", data, 64 + 56 + 32)
    entries = list(struct.iter_unpack("<qQ", data[TABLE : TABLE + size]))
    texts = dict(entries)[5] - SHIFT

    def text(value):
        return data[texts + value : data.index(0, texts + value)].decode()

    return [(tag, text(value)) if tag in (1, 15, 29) else tag for tag, value in entries]


def written(folder, data):
    file = folder / "a.so"
    file.write_bytes(data)
    return file


LIBC = (1, "libc.so.6")
HERE, THERE = "$ORIGIN/../x", "/opt/python/lib"


def test_a_library_loses_the_folder_where_it_was_built(tmp_path):
    file = written(tmp_path, library((29, THERE)))
    assert elf.forget_places(file) == (THERE,)
    assert named(file.read_bytes()) == [LIBC, 5, 0, 0]
    assert elf.forget_places(file) == ()


@pytest.mark.parametrize(
    ("path", "left", "gone"),
    [
        (f"{THERE}:{HERE}", HERE, (THERE,)),
        (f"{HERE}:{THERE}", HERE, (THERE,)),
        (f"$ORIGIN:{THERE}:{HERE}", f"$ORIGIN:{HERE}", (THERE,)),
        (f"/a:{HERE}:/b:${{ORIGIN}}/y:/c", f"{HERE}:${{ORIGIN}}/y", ("/a", "/b", "/c")),
        (f"{HERE}:", HERE, ("",)),  # an empty part is the current folder
        (f"$ORIGINAL:relative:{HERE}", HERE, ("$ORIGINAL", "relative")),
        (f"/opt/家:{HERE}", HERE, ("/opt/家",)),
    ],
)
def test_of_several_places_those_relative_to_the_library_stay(tmp_path, path, left, gone):
    shared = [path.rpartition(":")[2], path[-1:].strip(":")]
    file = written(tmp_path, library((29, path), shared=shared))
    size = file.stat().st_size
    assert elf.forget_places(file) == gone
    names = [(1, name) for name in shared]
    assert named(file.read_bytes()) == [LIBC, (29, left), *names, 5, 0]
    assert elf.forget_places(file) == ()
    assert file.stat().st_size == size


@pytest.mark.parametrize(
    ("old", "new", "left", "gone"),
    [
        (THERE, "/usr/other", [], (THERE, "/usr/other")),
        (THERE, HERE, [(29, HERE)], (THERE,)),
        (f"/a:{HERE}", f"$ORIGIN:{THERE}", [(15, HERE), (29, "$ORIGIN")], ("/a", THERE)),
    ],
)
def test_paths_of_both_kinds_are_checked(tmp_path, old, new, left, gone):
    file = written(tmp_path, library((15, old), (29, new)))
    assert elf.forget_places(file) == gone
    rest = [0] * (3 - len(left))
    assert named(file.read_bytes()) == [LIBC, *left, 5, *rest]


OTHERS = [library((29, "$ORIGIN/../lib:$ORIGIN")), library(), b"#!/bin/sh\n", b""]


@pytest.mark.parametrize("data", OTHERS)
def test_other_files_are_left_as_they_are(tmp_path, data):
    file = written(tmp_path, data)
    assert elf.forget_places(file) == ()
    assert file.read_bytes() == data
