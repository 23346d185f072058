"""The files of the project as the contract tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file; `name` is its path inside the project."""

    name: str
    text: str

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def functions(self) -> Iterator[Function]:
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield node


@cache
def project_files() -> list[Path]:
    """Return every file that belongs to the project: those that git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [ROOT / name for name in sorted(set(listed.splitlines())) if (ROOT / name).is_file()]


def python_files(*folders: str) -> list[Source]:
    """Return the Python files below the folders."""
    return [
        Source(str(file.relative_to(ROOT)), file.read_text())
        for file in project_files()
        if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in folders
    ]


def length(function: Function) -> int:
    """Return the number of lines of a function, its decorators left out."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
