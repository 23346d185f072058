"""The pages of materials: for those who read them, and for organisers."""

from courseapp.materials.views import organising, reading, taking_part
from courseapp.materials.views.blueprint import blueprint

__all__ = ["blueprint", "organising", "reading", "taking_part"]
