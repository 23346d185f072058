"""Who speaks: adding a person, changing her, taking her out of an event."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.core.formats import instant
from courseapp.events.facts.changing import log, require_alive
from courseapp.events.models import Event, EventSession, Speaker
from courseapp.initiatives.models import Initiative
from courseapp.speakers.models import (
    Biography,
    SpeakerEngagement,
    SpeakerProfile,
    SpokenLanguage,
)
from courseapp.speakers.plans import PartPlan, ProfilePlan
from courseapp.speakers.rules import stored_fold


class ChangedMeanwhile(Problem):
    """Somebody else saved the same speaker after the form was opened; nothing was overwritten."""


def add_speaker(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    plan: ProfilePlan,
    part: PartPlan = PartPlan(),  # noqa: B008 - frozen
) -> SpeakerEngagement:
    """Return a new speaker of the event, whom the initiative now knows.

    Whoever has this name and address already is taken as she is: nothing told of her is lost.
    Raises Problem where she speaks at the event already.
    """
    hold_initiative(session, event)
    profile = _same_person(session, event.initiative_id, plan)
    if profile is None:
        profile = _new_profile(session, event, now, plan)
    elif _engagement(session, event, profile) is not None:
        raise Problem(f"{profile.name} is among the speakers of this event already.", "name")
    return _engage(session, actor, now, event, profile, part)


def adopt_named(
    session: Session, actor: Person, now: datetime, event: Event, name: str
) -> SpeakerEngagement:
    """Make somebody whom the programme names a speaker with a profile.

    The only earlier speaker of the initiative with that name is taken for her. Pressed twice,
    the second press finds her. Raises Problem where the programme does not name her any more,
    or several earlier speakers have the name.
    """
    hold_initiative(session, event)
    printed = _printed(session, event, stored_fold(name))
    if printed is None:
        raise Problem("The programme does not name this person any more. Add a speaker by hand.")
    known = _named_like(session, event.initiative_id, printed.name)
    if len(known) > 1:
        raise Problem(
            f"{len(known)} earlier speakers are called {printed.name}. Choose one of them below."
        )
    if not known:
        plan = ProfilePlan(printed.name, organisation=printed.organisation)
        known = [_new_profile(session, event, now, plan)]
    part = PartPlan(presence=printed.presence)
    found = _engagement(session, event, known[0])
    return found or _engage(session, actor, now, event, known[0], part)


def ask_again(
    session: Session, actor: Person, now: datetime, event: Event, profile: SpeakerProfile
) -> SpeakerEngagement:
    """Put an earlier speaker of the initiative on the event's list; twice is once."""
    hold_initiative(session, event)
    found = _engagement(session, event, profile)
    return found or _engage(session, actor, now, event, profile, PartPlan())


def change_speaker(
    session: Session,
    actor: Person | None,
    now: datetime,
    engagement: SpeakerEngagement,
    plan: ProfilePlan,
    part: PartPlan | None = None,
    seen: datetime | None = None,
) -> None:
    """Write what was entered about her; actor None: by herself, through her link.

    `seen` is what `state_of` returned when the form was opened. Raises ChangedMeanwhile if
    somebody else saved since then, and Problem where another speaker has her name and address.
    """
    hold_initiative(session, engagement.event)
    session.refresh(engagement.profile)
    session.refresh(engagement)
    profile = engagement.profile
    if seen is not None and state_of(engagement) != seen:
        raise ChangedMeanwhile(
            f"Somebody else saved this on {instant(state_of(engagement))}, after you had opened "
            "it. What you typed is kept below and is not saved yet. Compare, then save again.",
            "changed_at",
        )
    other = _same_person(session, profile.initiative_id, plan)
    if other is not None and other is not profile:
        raise Problem(f"Another speaker is called {plan.name} and has this address.", "email")
    with watched(session, now, Bond.SPEAKS, engagement.event_id):
        write_profile(profile, plan, now)
        if part is not None:
            _write_part(engagement, part, now)
        session.flush()
    who = "" if actor else " by herself"
    log(session, engagement.event, actor, now, "change speaker", f"Changed {plan.name}{who}.")
    session.flush()


def remove_speaker(
    session: Session, actor: Person, now: datetime, engagement: SpeakerEngagement
) -> None:
    """Take her off the event's list with what she answered; her profile stays for later events.

    Sessions that name her still do.
    """
    name, event = engagement.profile.name, engagement.event
    with watched(session, now, Bond.SPEAKS, event.id):
        session.delete(engagement)
        session.flush()
    log(session, event, actor, now, "remove speaker", f"Took {name} off the list of speakers.")
    session.flush()


def state_of(engagement: SpeakerEngagement) -> datetime:
    """Return when her profile or her part in the event last changed."""
    return max(engagement.profile.changed_at, engagement.changed_at)


def write_profile(profile: SpeakerProfile, plan: ProfilePlan, now: datetime) -> None:
    """Write the plan into the profile; languages and biographies keep their order."""
    profile.name, profile.folded_name = plan.name, stored_fold(plan.name)
    profile.title, profile.organisation = plan.title, plan.organisation
    profile.country, profile.email, profile.zone = plan.country, plan.email, plan.zone
    profile.changed_at = now
    _write_languages(profile, plan.languages)
    _write_biographies(profile, plan)


def hold_initiative(session: Session, event: Event) -> None:
    """Let changes to the initiative's speakers wait for each other. Raises Problem if cancelled."""
    lock(session, Initiative, event.initiative_id)
    require_alive(event)


def _new_profile(
    session: Session, event: Event, now: datetime, plan: ProfilePlan
) -> SpeakerProfile:
    profile = SpeakerProfile(initiative_id=event.initiative_id, created_at=now)
    write_profile(profile, plan, now)
    session.add(profile)
    session.flush()
    return profile


def _write_languages(profile: SpeakerProfile, tags: Sequence[str]) -> None:
    rows = {each.language: each for each in profile.languages}
    profile.languages = [rows.get(tag) or SpokenLanguage(language=tag) for tag in tags]
    for position, row in enumerate(profile.languages):
        row.position = position


def _write_biographies(profile: SpeakerProfile, plan: ProfilePlan) -> None:
    rows = {each.language: each for each in profile.biographies}
    profile.biographies = [
        rows.get(each.language) or Biography(language=each.language) for each in plan.biographies
    ]
    for position, (row, each) in enumerate(zip(profile.biographies, plan.biographies, strict=True)):
        row.position, row.text = position, each.text


def _write_part(engagement: SpeakerEngagement, part: PartPlan, now: datetime) -> None:
    engagement.presence, engagement.is_public = part.presence, part.is_public
    engagement.note = part.note
    engagement.changed_at = now


def _engage(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    profile: SpeakerProfile,
    part: PartPlan,
) -> SpeakerEngagement:
    engagement = SpeakerEngagement(event=event, profile=profile, created_at=now)
    _write_part(engagement, part, now)
    session.add(engagement)
    log(session, event, actor, now, "add speaker", f"Put {profile.name} on the list of speakers.")
    session.flush()
    return engagement


def _engagement(
    session: Session, event: Event, profile: SpeakerProfile
) -> SpeakerEngagement | None:
    wanted = select(SpeakerEngagement).where(
        SpeakerEngagement.event_id == event.id, SpeakerEngagement.profile_id == profile.id
    )
    return session.scalars(wanted).one_or_none()


def _same_person(session: Session, initiative_id: int, plan: ProfilePlan) -> SpeakerProfile | None:
    wanted = select(SpeakerProfile).where(
        SpeakerProfile.initiative_id == initiative_id,
        SpeakerProfile.folded_name == stored_fold(plan.name),
        SpeakerProfile.email == plan.email,
    )
    return session.scalars(wanted).one_or_none()


def _named_like(session: Session, initiative_id: int, name: str) -> list[SpeakerProfile]:
    wanted = select(SpeakerProfile).where(
        SpeakerProfile.initiative_id == initiative_id,
        SpeakerProfile.folded_name == stored_fold(name),
    )
    return list(session.scalars(wanted.order_by(SpeakerProfile.id)))


def _printed(session: Session, event: Event, key: str) -> Speaker | None:
    """Return the first line of the programme that names her."""
    named = (
        select(Speaker)
        .join(EventSession, EventSession.id == Speaker.session_id)
        .where(EventSession.event_id == event.id)
        .order_by(EventSession.starts_at, Speaker.id)
    )
    return next((each for each in session.scalars(named) if stored_fold(each.name) == key), None)
