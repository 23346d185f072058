"""The pages of events: for readers, and for organisers."""

from courseapp.events.views import organising, public, series, sessions
from courseapp.events.views.blueprint import blueprint

__all__ = ["blueprint", "organising", "public", "series", "sessions"]
