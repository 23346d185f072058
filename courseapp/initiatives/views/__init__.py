"""The public records of initiatives, and the people behind each."""

from courseapp.initiatives.views import (
    comparing,
    directory,
    editing,
    editing_fields,
    editing_lists,
    editing_members,
    publication_files,
    publications,
    records,
    team,
)
from courseapp.initiatives.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "comparing",
    "directory",
    "editing",
    "editing_fields",
    "editing_lists",
    "editing_members",
    "publication_files",
    "publications",
    "records",
    "team",
]
