"""The public records of initiatives, and the people behind each."""

from courseapp.initiatives.views import directory, records, team
from courseapp.initiatives.views.blueprint import blueprint

__all__ = ["blueprint", "directory", "records", "team"]
