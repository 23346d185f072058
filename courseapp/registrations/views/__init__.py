"""The pages of registering: for everybody, one's own behind a secret link, and for organisers."""

from courseapp.registrations.views import organising, own, public

blueprints = (public.blueprint, own.blueprint, organising.blueprint)

__all__ = ["blueprints", "organising", "own", "public"]
