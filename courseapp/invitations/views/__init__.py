"""The organisers' page of invitations and answers."""

from courseapp.invitations.views import organising
from courseapp.invitations.views.organising import blueprint

__all__ = ["blueprint", "organising"]
