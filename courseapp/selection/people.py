"""People a decision is about, as pages name them."""

from dataclasses import dataclass

from courseapp.applications.models import Application
from courseapp.countries.names import country_name


@dataclass(frozen=True)
class Affected:
    """Somebody a decision is about; `reason` says why it cannot be made, "" where it can."""

    reference: str
    name: str
    detail: str
    email: str
    reason: str = ""


@dataclass(frozen=True)
class Verdict:
    """What has happened."""

    moved: tuple[Affected, ...]
    refused: tuple[Affected, ...]


def affected(application: Application, reason: str = "") -> Affected:
    """Return who it is, where she works, and how she is reached."""
    parts = (application.organisation, country_name(application.work_country))
    return Affected(
        reference=application.reference,
        name=application.full_name,
        detail=", ".join(part for part in parts if part),
        email=application.person.email,
        reason=reason,
    )
