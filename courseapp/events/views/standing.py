"""The organiser's pages on which an event changes how it stands; the consequence is shown first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.moves.move_preview import preview
from courseapp.events.moves.moving import Moved
from courseapp.events.permissions import organiser_of_event
from courseapp.events.ports.attending import addressees
from courseapp.events.ports.cautions import cautions_of
from courseapp.events.ports.figures import applications_of
from courseapp.events.queries import organised_event
from courseapp.events.rules import EventAction, EventStatus
from courseapp.events.standing import publishing
from courseapp.events.standing.along import may_move_along
from courseapp.events.standing.moving_along import outside
from courseapp.events.standing.news import USUALLY_TOLD, News, news_of
from courseapp.events.standing.postponing import postpone_event
from courseapp.events.standing.standing_forms import PostponeForm, ResumeForm, StandingForm
from courseapp.events.standing.telling import Dates, previews
from courseapp.events.views.blueprint import blueprint, home_of
from courseapp.events.words import dates_of, earlier_dates_of

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Step:
    """How a page of a change is worded; `kind` is that of its button."""

    name: str
    action: EventAction
    heading: str
    button: str
    leave: str
    done: str
    kind: str = "primary"


STEPS = (
    Step(
        "announce",
        EventAction.ANNOUNCE,
        "Announce the event",
        "Announce",
        "Not yet",
        "The event is announced.",
    ),
    Step(
        "publish",
        EventAction.PUBLISH,
        "Publish the event",
        "Publish",
        "Not yet",
        "The event is public now.",
    ),
    Step(
        "postpone",
        EventAction.POSTPONE,
        "Postpone the event",
        "Postpone the event",
        "Keep its dates",
        "The event is postponed. Applications are not taken for now.",
        "danger",
    ),
    Step(
        "cancel",
        EventAction.CANCEL,
        "Cancel the event",
        "Cancel the event",
        "Keep it",
        "The event is cancelled. Calendars show it as cancelled.",
        "danger",
    ),
    Step(
        "held",
        EventAction.MARK_HELD,
        "Mark the event as held",
        "It was held",
        "Not yet",
        "The event is marked as held.",
    ),
    Step(
        "not-held",
        EventAction.TAKE_BACK_HELD,
        "Take back that it was held",
        "Take it back",
        "Leave it as held",
        "The event is no longer marked as held.",
    ),
)
_STEPS: Mapping[str, Step] = MappingProxyType({step.name: step for step in STEPS})
_SERVICES: Mapping[EventAction, Callable[..., int]] = MappingProxyType(
    {
        EventAction.ANNOUNCE: publishing.announce_event,
        EventAction.PUBLISH: publishing.publish_event,
        EventAction.POSTPONE: postpone_event,
        EventAction.CANCEL: publishing.cancel_event,
        EventAction.MARK_HELD: publishing.mark_held,
        EventAction.TAKE_BACK_HELD: publishing.take_back_held,
    }
)
PAGE = "/manage/events/<slug>/<any(announce,publish,postpone,cancel,held,'not-held'):step>"


@blueprint.get(PAGE)
@allow(organiser_of_event)
def consider(slug: str, step: str) -> Answer:
    event, taken = organised_event(session(), slug), _STEPS[step]
    usual = [group.value for group in USUALLY_TOLD[_news(event, taken)]]
    parked = parked_values(request.path)
    form = _form(event, taken)(parked, data={"groups": usual})
    if parked is None and isinstance(form, ResumeForm):
        form.propose(event)
    return _page(event, taken, form)


@blueprint.post(PAGE)
@allow(organiser_of_event)
def take_step(slug: str, step: str) -> Answer:
    event, taken = organised_event(session(), slug), _STEPS[step]
    form, told = _form(event, taken)(), 0
    sound = form.is_sound(event, now())
    if sound and (request.form.get("then") == "preview" or _leaves_unseen(event, form)):
        return _page(event, taken, form)
    if sound:
        with answering(form):
            told = _take(event, taken, form)
    if form.errors:
        return _page(event, taken, form), 422
    forget_parked()
    flash(taken.done + _letters(told), "good")
    return redirect(home_of(event), 303)


def _form(event: Event, step: Step) -> type[StandingForm]:
    if step.action is EventAction.POSTPONE:
        return PostponeForm
    return ResumeForm if _news(event, step) is News.RESUMED else StandingForm


def _leaves_unseen(event: Event, form: StandingForm) -> bool:
    return isinstance(form, ResumeForm) and form.leaves_unseen(event)


def _take(event: Event, step: Step, form: StandingForm) -> int:
    """Do what the page says; a postponed event takes new dates, and what moves along."""
    about = (session(), current_person(), now(), event)
    extra = (form.dates(),) if step.action is EventAction.POSTPONE else ()
    choice = (form.choice(),) if isinstance(form, ResumeForm) else ()
    return _SERVICES[step.action](*about, *extra, form.telling(), *choice)


def _news(event: Event, step: Step) -> News:
    return news_of(event.status, step.action)


def _dates(event: Event, step: Step, form: StandingForm) -> Dates:
    """What the letters say of the dates once the step is taken."""
    if step.action is EventAction.POSTPONE:
        return Dates(form.dates().told, dates_of(event))
    is_undated = event.starts_on is None and event.year is None
    if step.action is EventAction.CANCEL and is_undated:
        return Dates(earlier_dates_of(event))
    return Dates(dates_of(event), earlier_dates_of(event))


def _letters(told: int) -> str:
    if not told:
        return ""
    return " 1 letter is on its way." if told == 1 else f" {told} letters are on their way."


def _page(event: Event, step: Step, form: StandingForm) -> str:
    form.offer(addressees(session(), event))
    about = (_news(event, step), form.telling(), _dates(event, step, form))
    result = form.show(event) if isinstance(form, ResumeForm) else None
    return render_template(
        "manage/events/standing.html",
        event=event,
        step=step,
        form=form,
        refusal=publishing.refusal(event, step.action, now()),
        obstacles=_obstacles(event, step, result),
        previews=previews(session(), event, *about),
        applications=applications_of(session(), [event.id])[event.id],
        address=publishing.address_when_published(session(), event),
        is_public=event.status is not EventStatus.DRAFT,
        cautions=cautions_of(session(), event, now()) if step.action in _GO_OUT else (),
        **_along(event, form, result),
    )


def _along(event: Event, form: StandingForm, result: Moved | None) -> dict[str, object]:
    """What would move with the event: the preview, and which sessions it leaves outside."""
    days = form.new_days(event) if isinstance(form, ResumeForm) else None
    return {
        "may_move": isinstance(form, ResumeForm) and may_move_along(event, now()),
        "shown": preview(result, event.country, now()) if result else None,
        "outside": outside(result, days) if result and days else (),
        "keeps_distance": bool(result and days and result.starts_on == days.first),
    }


# With these the programme becomes public: the last moment to look at what is wrong in it.
_GO_OUT = frozenset({EventAction.ANNOUNCE, EventAction.PUBLISH})


def _obstacles(event: Event, step: Step, result: Moved | None) -> tuple[str, ...]:
    """What must be done before; steps that are not named here need nothing."""
    deadline = result.closes.at if result and result.closes else None
    found: Mapping[EventAction, Callable[[], tuple[str, ...]]] = {
        EventAction.ANNOUNCE: lambda: publishing.announcing_obstacles(event),
        EventAction.PUBLISH: lambda: publishing.obstacles(event, now(), deadline),
        EventAction.TAKE_BACK_HELD: lambda: publishing.taking_back_obstacles(event),
    }
    return found.get(step.action, tuple)()
