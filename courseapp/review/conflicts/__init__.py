"""Conflicts of interest: who must not see whose application, and how anybody comes to know."""
