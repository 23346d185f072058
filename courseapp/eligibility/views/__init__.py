"""The pages of this room. Each file adds its own to the one blueprint."""

from courseapp.eligibility.views import composing, lists, own_lists, people, rule, tables
from courseapp.eligibility.views.blueprint import blueprint

__all__ = ["blueprint", "composing", "lists", "own_lists", "people", "rule", "tables"]
