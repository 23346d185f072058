"""The pages of an application: beginning, writing, adding documents, sending, following."""

from courseapp.applications.documents import views as documents
from courseapp.applications.views import following, sending, starting, writing
from courseapp.applications.views.blueprint import blueprint

__all__ = ["blueprint", "documents", "following", "sending", "starting", "writing"]
