"""The public records of initiatives, and the people behind each."""

from courseapp.initiatives.views import (
    comparing,
    contacts,
    countries,
    directory,
    editing,
    editing_fields,
    editing_lists,
    editing_members,
    editing_themes,
    founding,
    publication_files,
    publications,
    records,
    team,
    versions,
)
from courseapp.initiatives.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "comparing",
    "contacts",
    "countries",
    "directory",
    "editing",
    "editing_fields",
    "editing_lists",
    "editing_members",
    "editing_themes",
    "founding",
    "publication_files",
    "publications",
    "records",
    "team",
    "versions",
]
