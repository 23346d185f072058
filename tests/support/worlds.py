"""What is in the database when a test begins: nothing, or more and more of the example world.

A test asks for it by a fixture: `cast`, `catalogue` or `examples`.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.events.shipped import loading as event_records
from courseapp.scenarios.cast import create_cast
from courseapp.scenarios.examples import load_examples


class World(StrEnum):
    """Each holds all that the one before it holds."""

    EMPTY = "empty"
    CAST = "cast"  # and the records of the initiatives
    CATALOGUE = "catalogue"
    EXAMPLES = "examples"

    @property
    def before(self) -> "World":
        order = list(World)
        return order[order.index(self) - 1]


ADDED: Mapping[World, Callable[[Session, datetime], object]] = MappingProxyType(
    {
        World.CAST: create_cast,
        World.CATALOGUE: event_records.load_records,
        World.EXAMPLES: load_examples,
    }
)


def world_of(fixtures: Collection[str]) -> World:
    """Return the fullest world that one of the fixtures stands for."""
    return max(
        (each for each in World if each in fixtures), key=list(World).index, default=World.EMPTY
    )


@pytest.fixture
def catalogue(app: Flask) -> None:
    """The records of the initiatives and the real events, as of the clock's first instant."""


@pytest.fixture
def examples(app: Flask) -> None:
    """The catalogue, and the example events."""
