"""What is wrong with the facts of a plan, besides its days and its deadline: plain Python."""

from collections import Counter
from collections.abc import Iterator

from courseapp.core.errors import Problem
from courseapp.countries.languages import is_language_tag, language_name
from courseapp.events.clock.local_time import FIRST_YEAR, LAST_YEAR, refusal_of_year
from courseapp.events.facts.parts import MOST_ORGANISATIONS
from courseapp.events.facts.plans import EventPlan, Fault
from courseapp.events.facts.topics import LONGEST_TOPIC, MOST_OWN_TOPICS, own_words
from courseapp.events.rules import Access, Selection
from courseapp.events.sessions.sittings import link_fault

LONGEST_NAME = 300


def fact_faults(plan: EventPlan) -> tuple[Fault, ...]:
    """Return why the facts cannot be saved, each beside the field that is wrong."""
    return (
        *_rough_date_faults(plan),
        *_time_faults(plan),
        *_place_faults(plan),
        *_access_faults(plan),
        *_language_faults(plan),
        *_topic_faults(plan),
        *_organisation_faults(plan),
    )


def _rough_date_faults(plan: EventPlan) -> Iterator[Fault]:
    if plan.year is None:
        if plan.month is not None:
            yield Fault("year", "Enter the year too.")
    elif not FIRST_YEAR <= plan.year <= LAST_YEAR:
        yield Fault("year", f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}.")
    if plan.decisions_on is not None and (refusal := refusal_of_year(plan.decisions_on)):
        yield Fault("decisions_on", refusal)


def _time_faults(plan: EventPlan) -> Iterator[Fault]:
    if plan.starts_time is None and plan.ends_time is None:
        return
    if plan.starts_time is None or plan.ends_time is None:
        field = "starts_time" if plan.starts_time is None else "ends_time"
        yield Fault(field, "Enter both times, or none: then the event lasts all day.")
    elif plan.starts_on is None:
        yield Fault("starts_on", "Enter the day of these times.")
    elif plan.zone is None:
        yield Fault("zone", "Choose the time zone of these times.")
    else:
        yield from _moment_faults(plan)


def _moment_faults(plan: EventPlan) -> Iterator[Fault]:
    """The clocks may skip one of the two times; and they may be the wrong way round."""
    for field in ("starts", "ends"):
        try:
            getattr(plan, field)
        except Problem as problem:
            yield Fault(f"{field}_time", problem.message)
            return
    if plan.starts and plan.ends and plan.ends.at <= plan.starts.at:
        yield Fault(
            "ends_time",
            "Enter an end after the start. If it ends on the next day, enter that as last day.",
        )


def _place_faults(plan: EventPlan) -> Iterator[Fault]:
    if (plan.latitude is None) != (plan.longitude is None):
        yield Fault("coordinates", "Enter both numbers, north first and then east.")
    elif abs(plan.latitude or 0) > 90 or abs(plan.longitude or 0) > 180:
        yield Fault(
            "coordinates",
            "This is no point on Earth. Enter north from -90 to 90, east from -180 to 180.",
        )


def _access_faults(plan: EventPlan) -> Iterator[Fault]:
    if plan.access is Access.OPEN and plan.selection not in {None, Selection.NONE}:
        yield Fault(
            "selection",
            "An event that is open to everybody selects nobody. Choose registration or "
            "application, or that everybody gets a seat.",
        )
    if plan.link and (refusal := link_fault(plan.link)):
        yield Fault("link", refusal)


def _language_faults(plan: EventPlan) -> Iterator[Fault]:
    for tag, times in Counter(each.language for each in plan.languages).items():
        if not is_language_tag(tag):
            yield Fault("spoken", f"We know no language “{tag[:40]}”.")
        elif times > 1:
            yield Fault(
                "interpreted", f"{language_name(tag)} is spoken already. Name it only once."
            )


def _topic_faults(plan: EventPlan) -> Iterator[Fault]:
    own = own_words(plan.topics)
    if len(own) > MOST_OWN_TOPICS:
        yield Fault("own_topics", f"Name at most {MOST_OWN_TOPICS} topics, one on a line.")
    for topic in own:
        if len(topic) > LONGEST_TOPIC:
            yield Fault("own_topics", f"Shorten “{topic[:40]}…”: one topic on a line.")


def _organisation_faults(plan: EventPlan) -> Iterator[Fault]:
    if len(plan.organisations) > MOST_ORGANISATIONS:
        yield Fault("organisations", f"Name at most {MOST_ORGANISATIONS}.")
    for each in plan.organisations:
        if not each.called:
            yield Fault("organisations", "Enter who it is, or leave the line empty.")
        elif len(each.name) > LONGEST_NAME:
            yield Fault("organisations", f"Shorten “{each.name[:40]}…”.")
    for (_role, called), times in Counter(
        (each.role, each.called.casefold()) for each in plan.organisations
    ).items():
        if times > 1 and called:
            yield Fault("organisations", f"“{called}” stands there twice. Name it once a role.")
