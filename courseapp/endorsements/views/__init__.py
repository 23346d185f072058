"""The pages of endorsements: a supervisor's behind her link, and what the others may do."""

from courseapp.endorsements.views import asking, own

blueprints = (own.blueprint, asking.blueprint)

__all__ = ["asking", "blueprints", "own"]
