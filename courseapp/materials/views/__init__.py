"""The pages of materials: for those who read them, and for organisers."""

from courseapp.materials.views import organising, reading
from courseapp.materials.views.blueprint import blueprint

__all__ = ["blueprint", "organising", "reading"]
