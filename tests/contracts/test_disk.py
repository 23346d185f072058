"""The tests wait for no disk, so this one reads that the product does."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.quick_disks import PRODUCTS_OWN

FULL = 2  # https://sqlite.org/pragma.html#pragma_synchronous


def test_what_the_product_acknowledges_survives_a_power_cut(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "courseapp.sqlite")) as connection:
        PRODUCTS_OWN(connection, None)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (FULL,)
