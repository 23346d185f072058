"""Signing in, one's own account, and everybody's for administrators."""

from courseapp.accounts.views import entering, own_account, people
from courseapp.accounts.views.blueprint import blueprint

__all__ = ["blueprint", "entering", "own_account", "people"]
