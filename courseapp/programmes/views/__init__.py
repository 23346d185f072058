"""The pages of programmes that come in and go out."""

from courseapp.programmes.views import files, importing, public
from courseapp.programmes.views.blueprint import blueprint

__all__ = ["blueprint", "files", "importing", "public"]
