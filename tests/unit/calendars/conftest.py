from collections.abc import Iterator
from zoneinfo import TZPATH, ZoneInfo, reset_tzpath

import pytest


@pytest.fixture(autouse=True, scope="package")
def _zones_of_the_wheel() -> Iterator[None]:
    """Readers in these tests know the same zones as the product, not the machine's."""
    before = TZPATH
    reset_tzpath(to=[])
    ZoneInfo.clear_cache()
    yield
    reset_tzpath(to=before)
    ZoneInfo.clear_cache()
