"""Which line of a TOML text an entry is on: `tomllib` does not say.

Paths are those of `engine.plain`'s errors: "steps[0].setup.run.fleets". Only what TOML puts at the
beginning of a line is known, headers and keys; an entry inside a value has the line of that.
"""

import re
from typing import Final

HEADER: Final = re.compile(r"\s*\[(?P<array>\[)?\s*(?P<name>[^\[\]]+?)\s*\]")
ENTRY: Final = re.compile(r"\s*(?P<name>[\w\-.\"']+(?:\s*\.\s*[\w\-\"']+)*)\s*=")
QUOTES: Final = ('"""', "'''")


def lines_of(text: str) -> dict[str, int]:
    """The line, from 1, of each path."""
    found: dict[str, int] = {"": 1}
    counts: dict[str, int] = {}
    table, inside, depth = "", "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if inside:
            if line.count(inside) % 2:
                line, inside = line.rpartition(inside)[2], ""
                depth += _opened(line)
            continue
        if depth <= 0:
            depth = 0
            if header := HEADER.match(line):
                table = _table(header["name"], bool(header["array"]), counts)
                found.setdefault(table, number)
                continue
            if entry := ENTRY.match(line):
                path = table
                for name in _clean(entry["name"]).split("."):
                    path = f"{path}.{name}" if path else name
                    found.setdefault(path, number)
        inside = next((each for each in QUOTES if line.count(each) % 2), "")
        depth += _opened(line.rpartition(inside)[0] if inside else line)
    return found


def line_of(path: str, lines: dict[str, int]) -> int:
    """The line of a path, or of the nearest entry around it."""
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines.get(path, 1)


def _table(name: str, array: bool, counts: dict[str, int]) -> str:
    """The path of a table's header, with the numbers of the lists that it is in."""
    path, parts = "", _clean(name).split(".")
    for place, part in enumerate(parts):
        path = f"{path}.{part}" if path else part
        if array and place == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path


def _clean(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)


def _opened(line: str) -> int:
    """How many brackets a line opens and leaves open, outside of its texts and comment."""
    bare = re.sub(r'"(?:\\.|[^"\\])*"|\'[^\']*\'', "", line).split("#")[0]
    return sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))
