"""Reads the small tables of `records/`: CSV with comment lines."""

import csv
from collections.abc import Iterator
from importlib import resources


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our tables; lines that begin with # are comments."""
    text = (resources.files("courseapp.countries") / "records" / name).read_text("utf-8")
    return csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
