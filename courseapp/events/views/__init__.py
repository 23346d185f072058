"""The pages of events: for readers, and for organisers."""

from courseapp.events.views import (
    agenda,
    cloning,
    organising,
    public,
    rezoning,
    series,
    sessions,
    standing,
)
from courseapp.events.views.blueprint import blueprint

__all__ = [
    "agenda",
    "blueprint",
    "cloning",
    "organising",
    "public",
    "rezoning",
    "series",
    "sessions",
    "standing",
]
