"""The pages of an application: beginning, writing, sending, following."""

from courseapp.applications.views import following, sending, starting, writing
from courseapp.applications.views.blueprint import blueprint

__all__ = ["blueprint", "following", "sending", "starting", "writing"]
