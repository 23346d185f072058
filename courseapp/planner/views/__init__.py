"""The pages of the planner."""

from courseapp.planner.views import grid, listing, many, places, undoing
from courseapp.planner.views.blueprint import blueprint

__all__ = ["blueprint", "grid", "listing", "many", "places", "undoing"]
