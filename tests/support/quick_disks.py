"""SQLite does not wait until the disk has what it was given: no test cuts this machine's power.

The real processes of `product.py` do wait, and a contract test reads that they do.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from courseapp.core import database

PRODUCTS_OWN = database._prepare_sqlite


@pytest.fixture(autouse=True, scope="session")
def _quick_disks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_prepare_sqlite", _prepare_without_waiting)
        yield


def _prepare_without_waiting(connection: Any, record: Any) -> None:
    PRODUCTS_OWN(connection, record)
    connection.execute("PRAGMA synchronous = OFF").close()
