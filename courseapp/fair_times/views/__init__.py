"""The pages of fair times and of sessions that are held again."""

from courseapp.fair_times.views import finding, repeats
from courseapp.fair_times.views.blueprint import blueprint

__all__ = ["blueprint", "finding", "repeats"]
