"""What the product remembers in its process must not come from one test to the next."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from courseapp.calendars.copies.door import Door, allowances


@contextmanager
def empty_handed(app: Flask) -> Iterator[None]:
    """Begin and end with nothing at the door: tests stand at the same instant of their clock."""
    door = app.wsgi_app
    assert isinstance(door, Door)
    forget(door)
    yield
    forget(door)


def forget(door: Door) -> None:
    door.copies.shelf.clear()
    door.allowances.update(allowances())
