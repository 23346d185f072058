"""No secret, and no address of somebody else's machine, is kept in the project."""

import re
import tomllib

import pytest

from tests.contracts.sources import ROOT, project_files

SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10,}"
)
ADDRESS = re.compile(r"https?://(?:[^\s/@\"'<>]*@)?([A-Za-z0-9.-]+\.[a-z]{2,}|\d+\.\d+\.\d+\.\d+)")
# Reserved for examples and tests (RFC 2606, RFC 6761), this machine, and names of standards.
HARMLESS = re.compile(
    r"(^|\.)example(\.(org|com|net))?$|\.(test|invalid|localhost)$|^127\.0\.0\.1$"
)
STANDARDS = {
    "bioschemas.org",
    "c3voc.de",
    "json-schema.org",
    "playwright.dev",
    "purl.org",
    "schema.org",
    "www.rfc-editor.org",
    "www.w3.org",
}
# Links that a reader may follow; nothing loads them.
READERS_OWN = {
    "calendar.google.com",
    "outlook.live.com",
    "outlook.office.com",
    "www.openstreetmap.org",
}
RECORDS = "records"  # the initiatives' own public addresses are facts about them
TESTS = "tests/"  # they cannot reach any address: tests/support/network.py
TEXT = {"", ".py", ".html", ".txt", ".toml", ".yml", ".yaml", ".css", ".js", ".ini", ".mako"}


def texts() -> list[tuple[str, str]]:
    return [
        (str(file.relative_to(ROOT)), file.read_text())
        for file in project_files()
        if file.suffix in TEXT
    ]


def test_no_secret_is_kept() -> None:
    assert [name for name, text in texts() if SECRETS.search(text)] == []


def test_no_file_names_a_machine_that_is_not_ours() -> None:
    found = {
        (name, host)
        for name, text in texts()
        for host in ADDRESS.findall(text)
        if RECORDS not in name and not name.startswith(TESTS)
        if not HARMLESS.search(host) and host not in STANDARDS | READERS_OWN
    }
    assert not found


@pytest.mark.parametrize("lock", ["run", "test", "pip", "node"])
def test_the_lock_names_no_host_and_every_package_has_hashes(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    assert "://" not in text
    assert not re.search(r"^--(?!hash)", text, re.MULTILINE)
    packages = re.split(r"\n(?=[a-z0-9])", text.partition("\n")[2])
    assert all("--hash=sha256:" in each for each in packages if "==" in each)


def test_the_product_is_tested_with_the_versions_that_it_runs_with() -> None:
    assert _pins("run") <= _pins("test")


def _pins(lock: str) -> set[str]:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text()
    return set(re.findall(r"^[a-z0-9-]+==\S+", text, re.MULTILINE))


def test_every_dependency_says_why_it_is_here() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    project = tomllib.loads(text)
    wanted = list(project["project"]["dependencies"])
    wanted += [each for group in project["dependency-groups"].values() for each in group]
    assert [each for each in wanted if not re.search(rf'"{re.escape(each)}",\s+# \w', text)] == []
