"""What extra time is called: whose it is, and how it stands."""

from datetime import datetime

from courseapp.core.labels import Label
from courseapp.countries.names import country_name
from courseapp.extra_time.models import DeadlineExtension
from courseapp.extra_time.plans import ExtraTimePlan
from courseapp.extra_time.queries import Shown

SHOWN = {
    Shown.IN_FORCE: "what runs now",
    Shown.OVER: "what is over",
    Shown.REVOKED: "what was taken back",
    Shown.ALL: "all",
}


def holder_of(extension: DeadlineExtension) -> str:
    """Return whose it is: an address, or ``everybody who works in Tonga``."""
    return extension.email or f"everybody who works in {country_name(extension.country)}"


def people_of_plan(plan: ExtraTimePlan) -> str:
    """Return who gets it: an address, ``3 people``, or ``everybody who works in Tonga``."""
    if plan.country is not None:
        return f"everybody who works in {country_name(plan.country)}"
    return plan.emails[0] if len(plan.emails) == 1 else f"{len(plan.emails)} people"


def given_told(plan: ExtraTimePlan) -> str:
    """Return what is said once it is given: that ``3 people`` have it."""
    people = people_of_plan(plan)
    verb = "have" if len(plan.emails) > 1 else "has"
    return f"{people if plan.emails else people[0].upper() + people[1:]} {verb} extra time."


def standing_of(extension: DeadlineExtension, now: datetime) -> Label:
    """Return how it stands at `now`."""
    if extension.revoked_at is not None:
        return Label("neutral", "Taken back")
    return Label("good", "Runs") if extension.until_at >= now else Label("neutral", "Over")
