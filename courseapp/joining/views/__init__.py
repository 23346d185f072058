"""The pages on which one asks to join, follows one's request, and decides about others'."""

from courseapp.joining.views import deciding, managing, own_request, public
from courseapp.joining.views.blueprint import blueprint

blueprints = (blueprint, own_request.blueprint)

__all__ = ["blueprints", "deciding", "managing", "own_request", "public"]
