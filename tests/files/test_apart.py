"""Parsers of strangers' files run in a process apart: bound, without secrets, and not trusted."""

import sys
from pathlib import Path

import pytest

from courseapp.files.apart import child
from courseapp.files.apart.findings import Finding, Matter, Refusal, Task
from tests.support.quick_looks import PRODUCTS_OWN
from tests.support.uploads import pdf

UNREADABLE = Finding(refusal=Refusal.UNREADABLE)
BOUND = """
import io, resource, runpy, sys
runpy.run_module("courseapp.files.apart", run_name="__main__")
kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
sys.stderr.write(repr([resource.getrlimit(kind)[1] for kind in kinds]))
"""


def written(tmp_path: Path, content: bytes) -> Task:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return Task(Matter.PDF, str(path), most_pages=2)


def running(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", program))


def test_the_process_apart_answers_as_the_parsers_do(tmp_path: Path) -> None:
    assert PRODUCTS_OWN(written(tmp_path, pdf(pages=2))) == Finding(pages=2)
    assert PRODUCTS_OWN(written(tmp_path, pdf(pages=3))) == Finding(3, Refusal.PAGES)


def test_it_has_little_memory_and_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running(monkeypatch, BOUND)
    ended = child._run(written(tmp_path, pdf()))
    assert ended.stderr == repr([1024 * 1024 * 1024, 10, 64 * 1024 * 1024, 0])


def test_it_knows_none_of_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEAPP_SECRET_KEY", "very secret")
    running(monkeypatch, "import os; print(os.environ)")
    assert "very secret" not in child._run(written(tmp_path, pdf())).stdout


@pytest.mark.parametrize(
    "program",
    [
        "import time; time.sleep(60)",
        "import os; os.abort()",
        "raise SystemExit(1)",
        "print('[]')",
        'print(\'{"pages": 1, "refusal": "none of ours"}\')',
        "",
    ],
)
def test_a_process_that_hangs_breaks_or_talks_nonsense_means_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    running(monkeypatch, program)
    monkeypatch.setattr(child, "MOST_SECONDS", 0.5)
    assert PRODUCTS_OWN(written(tmp_path, pdf())) == UNREADABLE
