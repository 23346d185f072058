"""The house rules that no other tool checks."""

import ast
import re

from tests.contracts.sources import ROOT, Function, Source, length, project_files, python_files

PRODUCT = ("courseapp", "scripts")
LONGEST_FILE, LONGEST_TEST_FILE = 400, 600
LONGEST_FUNCTION, LONGEST_TEST = 40, 60
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "data", "process", "common", "misc"}
MESSAGE_FILES = {"subject.txt", "body.txt", "body.html"}
# What makes a test fail when the product is wrong.
SPEAKS = re.compile(
    r"\bassert\b|pytest\.raises|\.(visit|submit|follow|wait_for\w*)\(|\b(check|expect)\w*\("
)
# Folders of templates and tests that belong to no one feature.
SHARED_TEMPLATES = {"_macros", "errors", "mail", "manage"}
SHARED_TESTS = {
    "unit",
    "contracts",
    "browser",
    "factories",
    "support",
    "races",
    "crashes",
    "subscribers",
}


def rooms() -> set[str]:
    return {folder.name for folder in (ROOT / "courseapp").iterdir() if any(folder.glob("*.py"))}


def test_no_file_is_long() -> None:
    long = [
        f"{each.name}: {each.lines}" for each in python_files(*PRODUCT) if each.lines > LONGEST_FILE
    ]
    long += [
        f"{each.name}: {each.lines}"
        for each in python_files("tests")
        if each.lines > LONGEST_TEST_FILE
    ]
    assert not long


def test_no_function_is_long() -> None:
    limits = [(PRODUCT, LONGEST_FUNCTION), (("tests",), LONGEST_TEST)]
    long = [
        f"{source.name}: {function.name} has {length(function)} lines"
        for folders, limit in limits
        for source in python_files(*folders)
        for function in source.functions
        if length(function) > limit
    ]
    assert not long


def test_every_file_is_named_after_what_it_holds() -> None:
    names = [file.relative_to(ROOT) for file in project_files() if file.suffix == ".py"]
    assert [str(name) for name in names if set(name.with_suffix("").parts) & EMPTY_NAMES] == []


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{source.name}:{node.lineno}"
        for source in python_files("courseapp")
        for function in source.functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_every_room_has_something_in_it() -> None:
    packages = {file.parent for file in (ROOT / "courseapp").rglob("__init__.py")}
    assert [str(each) for each in packages if len(list(each.iterdir())) < 2] == []


def test_templates_and_tests_stand_in_the_rooms_of_their_feature() -> None:
    strangers = {each.name for each in (ROOT / "templates").iterdir() if each.is_dir()}
    strangers -= SHARED_TEMPLATES | rooms()
    for folder in (ROOT / "tests", ROOT / "tests" / "unit"):
        inside = {each.name for each in folder.iterdir() if any(each.glob("*.py"))}
        strangers |= inside - SHARED_TESTS - rooms()
    assert not strangers


def test_every_message_has_a_subject_and_both_bodies() -> None:
    for folder in (ROOT / "templates" / "mail").iterdir():
        if folder.is_dir() and not folder.name.startswith("_"):
            assert {file.name for file in folder.iterdir()} == MESSAGE_FILES, folder.name


def test_nothing_is_left_for_later() -> None:
    marks = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X:")))
    skips = re.compile(r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b")
    left = [
        each.name
        for each in python_files("courseapp", "tests", "migrations", "scripts")
        if marks.search(each.text) or skips.search(each.text)
    ]
    assert not left


def test_every_test_asserts_something() -> None:
    silent = [
        f"{source.name}: {function.name}"
        for source in python_files("tests")
        for function in source.functions
        if function.name.startswith("test_") and not _asserts(function, source)
    ]
    assert not silent


def _asserts(function: Function, source: Source) -> bool:
    """A test asserts itself, or through a function of its file that does, or opens a page."""
    text = source.text_of(function)
    if re.search(
        r"\bassert\b|pytest\.raises|\.(visit|submit|follow)\(|\b(check|expect)\w*\(", text
    ):
        return True
    called = set(re.findall(r"\b(\w+)\(", text))
    return any(
        other.name in called and other is not function and _has_assert(other)
        for other in source.functions
        if not other.name.startswith("test_")
    )


def _has_assert(function: Function) -> bool:
    return any(isinstance(node, ast.Assert) for node in ast.walk(function))
