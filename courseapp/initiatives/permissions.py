"""Who may open an initiative's own pages: its organisers and administrators, nobody else."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.accounts.permissions import is_organiser
from courseapp.core.permissions import Rule
from courseapp.core.request import session
from courseapp.initiatives.models import Initiative


def _organises_initiative(person: Person | None, arguments: Mapping[str, Any]) -> bool:
    """The view's argument `initiative` is the initiative's slug. An unknown one is nobody's."""
    if person is None:
        return False
    named = Initiative.slug == arguments["initiative"]
    owner = session().scalar(select(Initiative.id).where(named))
    return owner is not None and is_organiser(person, owner)


organiser_of_initiative = Rule("organiser of the initiative", _organises_initiative)
