"""The pages of travel details: their writer's, and the organisers'."""

from courseapp.logistics.views import files, organising, own

blueprints = (own.blueprint, organising.blueprint)

__all__ = ["blueprints", "files", "organising", "own"]
