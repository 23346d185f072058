"""The pages of registering: one for everybody, and one's own behind a secret link."""

from courseapp.registrations.views import own, public

blueprints = (public.blueprint, own.blueprint)

__all__ = ["blueprints", "own", "public"]
