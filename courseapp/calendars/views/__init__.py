"""The feeds, how to subscribe to them, and the addresses of one's own."""

from courseapp.calendars.views import own, public, secret, subscribing
from courseapp.calendars.views.blueprint import blueprint

__all__ = ["blueprint", "own", "public", "secret", "subscribing"]
