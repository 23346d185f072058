"""The pages on which reviewers are known and assigned."""

from courseapp.review.assigning.views import by_hand, people, planning, table
from courseapp.review.assigning.views.blueprint import blueprint

__all__ = ["blueprint", "by_hand", "people", "planning", "table"]
