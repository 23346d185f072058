"""The order in which a focal point wishes her people: plain sequences, the first one first."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

Item = TypeVar("Item")


class Way(StrEnum):
    """Where somebody goes in the order."""

    UP = "up"
    DOWN = "down"


_BY = {Way.UP: -1, Way.DOWN: 1}


def moved(order: Sequence[Item], item: Item, way: Way) -> tuple[Item, ...]:
    """Return the order with the item one place further; at its end, the order as it is."""
    here = order.index(item)
    there = min(max(here + _BY[way], 0), len(order) - 1)
    changed = list(order)
    changed[here], changed[there] = changed[there], changed[here]
    return tuple(changed)


def without(order: Sequence[Item], item: Item) -> tuple[Item, ...]:
    """Return the order without the item; who came after it moves up."""
    return tuple(each for each in order if each != item)
