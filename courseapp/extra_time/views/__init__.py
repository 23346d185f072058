"""The organisers' pages about extra time."""

from courseapp.extra_time.views.organising import blueprint

__all__ = ["blueprint"]
