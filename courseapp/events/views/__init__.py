"""The pages of events: for readers, and for organisers."""

from courseapp.events.views import (
    agenda,
    cloning,
    modules,
    organising,
    programme,
    public,
    rezoning,
    series,
    sessions,
    standing,
    versions,
)
from courseapp.events.views.blueprint import blueprint

__all__ = [
    "agenda",
    "blueprint",
    "cloning",
    "modules",
    "organising",
    "programme",
    "public",
    "rezoning",
    "series",
    "sessions",
    "standing",
    "versions",
]
