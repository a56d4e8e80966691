"""House rules, checked in every file of the tree."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from engine import optimizers, schedules, surfaces

ROOT = Path(__file__).resolve().parents[1]

FILE_LINES = 400
FUZZED = ROOT / "tests" / "data" / "fuzz"
FUNCTION_LINES = 60

# Base classes without an abstract method of their own.
BASES = {
    "engine.commands.Command",
    "engine.commands.Edit",
    "engine.errors.DataError",
    "gui.style.plain_text.PlainLabel",
}
# Dataclasses that are not frozen, or have no slots, each with its reason.
CHANGING = {
    "engine.snapshot.Snapshot": "computes columns when they are first asked for",
    "engine.snapshot.FleetView": "computes columns when they are first asked for",
    "gui.panels.map.widget._Job": "is a picture that is being painted",
    "gui.scene.drag.Pointer": "is the state of a drag",
}

# Private members that tests use. The number may only fall.
PRIVATE_USES = 16
# Public in spite of their underscore: of named tuples, the interpreter, and the mark of a reply.
NOT_PRIVATE = {"_replace", "_fields", "_asdict", "_make", "_exit", "_getframe", "_filename"}

ABSTRACT = {"ABC", "Protocol", "NamedTuple", "TypedDict", "Enum", "IntEnum", "StrEnum", "Flag"}
QT = {"PySide6", "shiboken6", "pyqtgraph", "OpenGL"}
DEFINED = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
READ = (*DEFINED, ast.Import, ast.ImportFrom, ast.Attribute, ast.Call)
NUMPY_ONLY = ("gui.sampling.", "gui.scene.geometry.")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: all that git tracks or would add."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        names = [name for name in listed.stdout.decode().split("\0") if name]
        return tuple(path for name in names if (path := ROOT / name).is_file())
    # An unpacked archive has no git; what tools leave there starts with a dot.
    found = (path for path in ROOT.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    own = {".ci", ".editorconfig", ".gitattributes", ".gitignore"}
    return tuple(
        path
        for path in found
        if (top := path.relative_to(ROOT).parts[0]) in own or not top.startswith(".")
    )


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    """Its nodes of the kinds that are read below; of others there are far more."""
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, READ)]


def sources(*folders: str) -> list[Path]:
    """The Python files of the project, or of some of its folders."""
    python = [path for path in files() if path.suffix == ".py"]
    return [p for p in python if not folders or p.relative_to(ROOT).parts[0] in folders]


@cache
def imports(path: Path) -> list[str]:
    """Every module named in an import, at the top or within a function."""
    found: list[str] = []
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return found


def targets(path: Path, modules: set[str]) -> Iterator[str]:
    """The modules that are imported: of `from package import name`, `name` if it is a module."""
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in modules else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def importers(module: str, *folders: str) -> set[str]:
    """The modules of some folders that import `module` or a part of it."""
    return {
        name_of(path)
        for path in sources(*folders)
        if any(name == module or name.startswith(f"{module}.") for name in imports(path))
    }


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    """Each class of engine and gui with its full name."""
    for path in sources("engine", "gui"):
        for node in nodes_of(path):
            if isinstance(node, ast.ClassDef):
                yield f"{name_of(path)}.{node.name}", node


def last_name(node: ast.expr) -> str:
    """`final` of `@final`, `dataclass` of `@dataclasses.dataclass(...)`."""
    if isinstance(node, ast.Call | ast.Subscript):
        return last_name(node.func if isinstance(node, ast.Call) else node.value)
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def is_abstract(node: ast.ClassDef) -> bool:
    if ABSTRACT & {last_name(base) for base in node.bases}:
        return True
    methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
    return any(last_name(mark) == "abstractmethod" for m in methods for mark in m.decorator_list)


# -- size ------------------------------------------------------------------------------------


def test_there_are_files_to_judge():
    """Otherwise the rules about them would be empty."""
    tops = {path.relative_to(ROOT).parts[0] for path in sources()}
    assert tops >= {"engine", "gui", "packaging", "tests"}
    assert len(list(classes())) > 100
    assert len(list(texts())) > 100


def test_no_file_is_too_long():
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in sources()}
    assert {name: n for name, n in lengths.items() if n > FILE_LINES} == {}


def test_no_function_is_too_long():
    long = [
        f"{name_of(path)}.{node.name}"
        for path in sources()
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


# -- shape -----------------------------------------------------------------------------------


def test_every_class_is_abstract_or_final():
    loose = [
        name
        for name, node in classes()
        if not is_abstract(node)
        and "final" not in {last_name(mark) for mark in node.decorator_list}
        and name not in BASES
    ]
    assert not loose, "\n".join(loose)


def test_every_named_base_is_built_upon():
    built_upon = {last_name(base) for _, node in classes() for base in node.bases}
    assert [name for name in BASES if name.rsplit(".", 1)[1] not in built_upon] == []


def test_dataclasses_are_frozen_and_slotted():
    loose = []
    for name, node in classes():
        for mark in node.decorator_list:
            if last_name(mark) == "dataclass":
                given = mark.keywords if isinstance(mark, ast.Call) else []
                true = {k.arg for k in given if getattr(k.value, "value", None) is True}
                if not {"frozen", "slots"} <= true and name not in CHANGING:
                    loose.append(name)
    assert not loose, "\n".join(loose)


def test_every_module_says_what_it_is():
    assert [name_of(path) for path in sources() if not ast.get_docstring(tree_of(path))] == []


# -- who may import what ---------------------------------------------------------------------


def test_threads_are_used_only_where_they_are_listed():
    # Other threads wait at a local socket and, in each process of a pool, for the end of the
    # program; uncaught errors of any thread are logged; jobs wait for their executors' at the end.
    allowed = {"engine.runner", "engine.jobs", "engine.processes"}
    allowed |= {"gui.startup.instance_server", "gui.startup.crash_log"}
    assert importers("threading", "engine", "gui") <= allowed
    assert importers("_thread", "engine", "gui") == set()


def test_only_the_pool_uses_processes():
    # The local socket is of the same module of the standard library.
    assert importers("multiprocessing", "engine", "gui") <= {
        "engine.processes",
        "gui.startup.instance_server",
    }


@pytest.mark.parametrize("package", sorted(QT))
def test_the_engine_does_not_import_gui_libraries(package):
    assert importers(package, "engine") == set()


def test_only_the_scene_calls_opengl():
    callers = importers("OpenGL") | importers("pyqtgraph.opengl")
    allowed = {name for name in callers if name.startswith(("gui.scene.", "tests."))}
    # The library that PyOpenGL calls is chosen before there is a scene.
    allowed |= {"gui.startup.opengl_probe", "gui.startup.opengl_software"}
    assert callers - allowed == set()
    assert not any(name.startswith(NUMPY_ONLY) for name in callers)


def test_only_settings_keeps_settings():
    assert importers("PySide6.QtCore.QSettings", "gui", "engine") <= {"gui.documents.settings"}


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in NOT_PRIVATE


def private_uses(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Where a private member of something else is read, set, imported or replaced."""
    by_name = {"getattr", "setattr", "delattr", "hasattr"}
    for node in nodes:
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            if getattr(node.value, "id", "") not in {"self", "cls"}:
                yield node
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (alias for alias in node.names if is_private(alias.name))
        elif isinstance(node, ast.Call) and last_name(node.func) in by_name:
            words = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
            if any(is_private(str(word).rsplit(".", 1)[-1]) for word in words):
                yield node


def test_tests_use_what_is_public():
    found = [
        f"{name_of(path)}:{getattr(node, 'lineno', 0)}"
        for path in sources("tests")
        for node in private_uses(nodes_of(path))
    ]
    assert len(found) <= PRIVATE_USES, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "thing._part",
        "self.thing._part = 1",
        "from module import _part",
        "patch.setattr(thing, '_part', 1)",
        "patch.setattr('module.Thing._part', 1)",
        "getattr(thing, '_part')",
    ],
)
def test_every_way_to_a_private_member_is_counted(text):
    assert len(list(private_uses(ast.walk(ast.parse(text))))) == 1


@pytest.mark.parametrize("text", ["self._part", "pair._replace(a=1)", "a.__doc__", "_part"])
def test_what_is_no_private_member_of_another_is_not_counted(text):
    assert list(private_uses(ast.walk(ast.parse(text)))) == []


def test_no_module_imports_itself_by_way_of_others():
    """No circle, not even by imports within functions or for types alone."""
    names = {name_of(path) for path in sources("engine", "gui")}
    graph = {
        name_of(path): (set(targets(path, names)) & names) - {name_of(path)}
        for path in sources("engine", "gui")
    }
    assert graph
    while free := {name for name, needed in graph.items() if not needed & graph.keys()}:
        graph = {name: needed for name, needed in graph.items() if name not in free}
    assert sorted(graph) == []


def test_no_folder_of_the_window_holds_more_than_twenty_modules():
    folders = [path.parent for path in sources("gui") if path.name != "__init__.py"]
    assert folders
    assert [f"{folder}" for folder in set(folders) if folders.count(folder) > 20] == []


def test_packaging_can_still_be_imported_from_outside():
    """A package of that name here would hide the one from the registry."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


# -- what is written down --------------------------------------------------------------------


def texts() -> Iterator[tuple[str, str]]:
    """Every text file with its content; what the fuzzer found is in any encoding or none."""
    for path in files():
        if path != Path(__file__) and FUZZED not in path.parents:
            data = path.read_bytes()
            if b"\0" not in data:
                yield str(path.relative_to(ROOT)), data.decode("utf-8")


def test_no_file_names_a_place_on_somebodys_machine():
    place = re.compile(r"(?<![\w.~])/(?:root|work|home/\w+|Users/\w+)/|[A-Z]:\\Users\\")
    assert [name for name, text in texts() if place.search(text)] == []


def test_no_file_names_a_registry():
    host = re.compile(
        r"pypi\.org|pythonhosted\.org|deb\.debian\.org|registry\.npmjs|download\.pytorch"
    )
    assert [name for name, text in texts() if host.search(text)] == []


def test_the_readme_and_ci_use_the_same_test_command():
    command = "python3 dev.py test"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```\w*\n(.*?)```", readme, re.DOTALL)
    assert any(line.split("#")[0].strip() == command for b in blocks for line in b.splitlines())
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == command


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/implementation.md", "docs/packaging.md"])
def test_every_path_that_a_document_names_exists(name):
    named = re.findall(
        r"`((?:engine|gui|tests|packaging|resources|docs)/[\w./-]*?)(?:\.ALL)?`", read(name)
    )
    assert named
    missing = [each for each in named if not (ROOT / each).exists()]
    assert [each for each in missing if not (ROOT / f"{each}.py").exists()] == []


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def requirements(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    bare = [line.split(" #")[0].strip() for line in lines]
    return [line for line in bare if line and not line.startswith(("#", "-r"))]


COUNTED = {
    "landscapes": (surfaces.ALL, r"among (\w+) landscapes", r"(\d+) 个地形"),
    "optimizers": (optimizers.ALL, r"\*\*Race\*\* (\w+) optimizers", r"\*\*比优化器\*\*：(\d+) 种"),
    "schedules": (schedules.ALL, r"(\w+) schedules, drawn", r"(\d+) 种学习率调度"),
}
NUMBERS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"


@pytest.mark.parametrize("what", COUNTED)
def test_the_readmes_count_what_there_is(what):
    there, english, chinese = COUNTED[what]
    words = {word: str(number) for number, word in enumerate(NUMBERS.split(), 10)}
    for name, pattern in (("README.md", english), ("README.zh-CN.md", chinese)):
        said = re.findall(pattern, (ROOT / name).read_text(encoding="utf-8"))
        assert {words.get(each.lower(), each) for each in said} == {str(len(there))}, name


@pytest.mark.parametrize("stem", ["requirements", "requirements-dev", "requirements-bench"])
def test_every_requirement_is_pinned(stem):
    pinned = re.compile(r"[\w.-]+==[\w.]+(; sys_platform == \"\w+\")?")
    assert [line for line in requirements(f"{stem}.txt") if not pinned.fullmatch(line)] == []


def test_what_the_program_imports_is_credited():
    imported = {name.split(".")[0].lower() for p in sources("gui", "engine") for name in imports(p)}
    credits_ = (ROOT / "resources" / "NOTICES.md").read_text(encoding="utf-8").lower()
    foreign = imported - {name.lower() for name in sys.stdlib_module_names} - {"engine", "gui"}
    known = {"opengl": "pyopengl"}
    assert [name for name in sorted(foreign) if known.get(name, name) not in credits_] == []
