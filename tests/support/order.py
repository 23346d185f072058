"""The slow tests come first, so that at the end no worker is alone with one.

Within the slow and within the quick ones the order stays random.
"""

from collections.abc import Sequence

import pytest

# The slowest ones by their place, and then by what they ask for: the product's processes, a
# browser, real commits. Each takes from seconds to minutes.
PLACES = (
    "tests/browser/",
    "tests/contracts/test_migrations.py",
    "tests/crashes/",
    "tests/races/test_seats.py",
    "tests/scenarios/",
    "tests/contracts/test_access.py",
)
FIXTURES = ("start_product", "new_person", "live_server", "arena", "committed_app")


@pytest.hookimpl(trylast=True)  # after pytest-randomly has shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_pace)


def _pace(item: pytest.Item) -> int:
    fixtures: Sequence[str] = getattr(item, "fixturenames", ())
    signs = [*map(item.nodeid.startswith, PLACES), *(each in fixtures for each in FIXTURES)]
    return signs.index(True) if True in signs else len(signs)
