"""The files of the project as the contract tests read them."""

import ast
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
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

    @cached_property
    def functions(self) -> Sequence[Function]:
        """All functions, those inside classes and functions too."""
        return [node for node in ast.walk(ast.parse(self.text)) if isinstance(node, Function)]

    def text_of(self, function: Function) -> str:
        """Return the function's lines: `ast.get_source_segment` would read the file for each."""
        return "\n".join(self._all_lines[function.lineno - 1 : function.end_lineno])

    @cached_property
    def _all_lines(self) -> Sequence[str]:
        return self.text.split("\n")  # as Python counts them


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
    return [each for each in _all_python_files() if each.name.partition("/")[0] in folders]


@cache
def _all_python_files() -> list[Source]:
    return [
        Source(str(file.relative_to(ROOT)), file.read_text())
        for file in project_files()
        if file.suffix == ".py"
    ]


def length(function: Function) -> int:
    """Return the number of lines of a function, its decorators left out."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
