"""Who may open an application's own pages: its applicant, nobody else."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.permissions import Rule
from courseapp.core.request import session


def _wrote_it(person: Person | None, arguments: Mapping[str, Any]) -> bool:
    """The view's argument `reference` names the application."""
    if person is None:
        return False
    writer = session().scalar(
        select(Application.person_id).where(Application.reference == arguments["reference"])
    )
    return writer == person.id


applicant_herself = Rule("the applicant herself", _wrote_it, needs_sign_in=True)
