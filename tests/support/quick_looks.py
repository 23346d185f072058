"""Uploads are examined in the tests' own process: what is tested is what is found, not the fork.

`tests/files/test_apart.py` asks the process apart, and so do the real processes of `product.py`.
"""

from collections.abc import Iterator

import pytest

from courseapp.files.apart import child
from courseapp.files.apart.looking import finding_of

PRODUCTS_OWN = child.look_at


@pytest.fixture(autouse=True, scope="session")
def _quick_looks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "look_at", finding_of)
        yield
