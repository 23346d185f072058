"""The pages of imports, and the files that records are given out as."""

from courseapp.exchange.views import administrators, organisers, public
from courseapp.exchange.views.blueprint import blueprint

__all__ = ["administrators", "blueprint", "organisers", "public"]
