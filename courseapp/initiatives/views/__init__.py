"""The public records of initiatives, and the people behind each."""

from courseapp.initiatives.views import (
    directory,
    editing,
    editing_fields,
    publication_files,
    publications,
    records,
    team,
)
from courseapp.initiatives.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "directory",
    "editing",
    "editing_fields",
    "publication_files",
    "publications",
    "records",
    "team",
]
