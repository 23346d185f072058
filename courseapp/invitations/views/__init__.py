"""The organisers' page of invitations and answers, and what people answer on their own."""

from courseapp.invitations.views import answering, organising
from courseapp.invitations.views.organising import blueprint

__all__ = ["answering", "blueprint", "organising"]
