"""What a speaker's own pages show, and what her link opens at all."""

from flask import render_template

from courseapp.accounts.current import reader_zone
from courseapp.asking.links import end_of_present_link, link_is_over
from courseapp.asking.pages import Refused, ended_page, unknown_page
from courseapp.asking.rules import Party
from courseapp.core.errors import NotFound
from courseapp.core.request import now, session
from courseapp.events.contacts import contact_for
from courseapp.events.lists.rows import place_of
from courseapp.events.rules import EventStatus
from courseapp.events.words import dates_of
from courseapp.speakers.forms import AboutForm, AnswerForm, SlidesForm, WindowForm
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.profiles import state_of
from courseapp.speakers.programme import sessions_of, told_window
from courseapp.speakers.queries import engagement_with_token
from courseapp.speakers.rules import STEPS, EngagementAction, EngagementStatus
from courseapp.speakers.slides import slides_of
from courseapp.speakers.words import STATUS_LABELS

TAKEN_BACK = "The organisers do not count on you any more for this event."


def opened(token: str) -> SpeakerEngagement | Refused:
    """Return what the link opens, or the page that says why it opens nothing."""
    found = engagement_with_token(session(), token)
    if found is None:
        return unknown_page()
    if link_is_over(found, found.event, now()):
        return ended_page(session(), found.event)
    if found.status is EngagementStatus.WITHDRAWN:
        return ended_page(session(), found.event, TAKEN_BACK)
    return found


def opened_to_act(token: str) -> SpeakerEngagement:
    """Return what the link opens. Raises NotFound where it opens nothing any more."""
    found = engagement_with_token(session(), token)
    if found is None or link_is_over(found, found.event, now()):
        raise NotFound
    if found.status is EngagementStatus.WITHDRAWN:
        raise NotFound
    return found


def zone_of(found: SpeakerEngagement) -> str | None:
    """Return the zone in which she reads times: hers, her browser's, or else the event's."""
    return found.profile.zone or reader_zone() or found.event.zone


def home(found: SpeakerEngagement, form: AnswerForm, token: str) -> str:
    """Return her first page: what is asked, her sessions, what she can do."""
    can = STEPS.open_to(found.status, Party.ASKED)
    alive = found.event.status is not EventStatus.CANCELLED
    return render_template(
        "speakers/home.html",
        **_about(found, token),
        form=form,
        stands=STATUS_LABELS[found.status],
        sittings=sessions_of(found.event, found),
        slides=slides_of(session(), found),
        may_confirm=alive and EngagementAction.CONFIRM in can,
        may_decline=alive and EngagementAction.DECLINE in can,
        alive=alive,
        place=place_of(found.event),
        dates=dates_of(found.event),
        ends=end_of_present_link(found, found.event, now()),
    )


def times(found: SpeakerEngagement, form: WindowForm, token: str) -> str:
    """Return the page on which she says when she can speak."""
    form.zone.offer(now())
    told = [(each.id, told_window(each)) for each in found.windows]
    return render_template(
        "speakers/times.html",
        **_about(found, token),
        form=form,
        windows=told,
        sittings=[each for each in sessions_of(found.event, found) if each.is_outside],
    )


def profile(found: SpeakerEngagement, form: AboutForm, token: str) -> str:
    """Return the page of what is told of her; after somebody else's change, with what is saved."""
    meanwhile = None
    if form.changed_at.errors:
        meanwhile = found
        form.changed_at.data = state_of(found)
    form.zone.offer(now())
    return render_template(
        "speakers/profile.html", **_about(found, token), form=form, meanwhile=meanwhile
    )


def slides(found: SpeakerEngagement, form: SlidesForm, token: str, session_id: int) -> str:
    """Return the page of the files of one session. Raises NotFound for one that is not hers."""
    hers = sessions_of(found.event, found)
    chosen = next((each for each in hers if each.sitting.id == session_id), None)
    if chosen is None:
        raise NotFound
    return render_template(
        "speakers/slides.html",
        **_about(found, token),
        form=form,
        chosen=chosen,
        files=slides_of(session(), found).get(session_id, ()),
    )


def _about(found: SpeakerEngagement, token: str) -> dict[str, object]:
    return {
        "engagement": found,
        "profile": found.profile,
        "event": found.event,
        "home": f"/speak/{token}",
        "zone": zone_of(found),
        "contact": contact_for(session(), found.event),
    }
