"""The slow tests come first: two workers then end at about the same time.

Within the slow and within the quick ones the order stays random.
"""

import pytest

SLOW = ("tests/crashes/", "tests/serve/", "tests/races/", "tests/browser/")


@pytest.hookimpl(trylast=True)  # after pytest-randomly has shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=_pace)


def _pace(item: pytest.Item) -> int:
    for pace, folder in enumerate(SLOW):
        if item.nodeid.startswith(folder):
            return pace
    return len(SLOW)
