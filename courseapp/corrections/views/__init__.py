"""Reporting a mistake, and the editors' pages of what was reported."""

from courseapp.corrections.views import deciding, reporting
from courseapp.corrections.views.blueprint import blueprint

__all__ = ["blueprint", "deciding", "reporting"]
