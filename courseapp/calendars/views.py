"""The feeds, how to subscribe to them, and the address of one's own."""

from collections.abc import Callable

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from courseapp.accounts.current import current_person
from courseapp.calendars import feeds, invited, registered, speaking
from courseapp.calendars.http import Publication, answer
from courseapp.calendars.queries import own_feed, public_event
from courseapp.calendars.services import make_address, revoke_address
from courseapp.calendars.subscribing import Subscription
from courseapp.config import Settings
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone, signed_in
from courseapp.core.request import now, session
from courseapp.events.lists.filter_choices import in_words
from courseapp.events.lists.filters import filters_in_path
from courseapp.initiatives.queries import all_initiatives
from courseapp.mail.outbox import absolute_url

OWN_PAGE = "/account/calendar"

blueprint = Blueprint("calendars", __name__)


@blueprint.get(feeds.PATH_OF_ALL)
@allow(everyone)
def everything() -> AnyResponse:
    return _feed(lambda: feeds.everything(session(), now(), _site(), absolute_url("")))


@blueprint.get("/calendars/initiatives/<slug>.ics")
@allow(everyone)
def of_initiative(slug: str) -> AnyResponse:
    return _feed(lambda: feeds.of_initiative(session(), now(), slug, absolute_url("")))


@blueprint.get("/calendars/where/<path:filters>.ics")
@allow(everyone)
def of_filters(filters: str) -> AnyResponse:
    return _feed(lambda: feeds.of_filters(session(), now(), filters, absolute_url("")))


@blueprint.get("/calendars/events/<slug>.ics")
@allow(everyone)
def of_event(slug: str) -> AnyResponse:
    return _feed(lambda: feeds.of_event(session(), now(), slug, absolute_url("")))


@blueprint.get("/calendars/events/<slug>/<uid>.ics")
@allow(everyone)
def of_session(slug: str, uid: str) -> AnyResponse:
    return _feed(lambda: feeds.of_session(session(), slug, uid, absolute_url("")))


@blueprint.get("/calendars/mine/<token>.ics")
@allow(everyone)  # who has the address is let in: programs cannot sign in
def mine(token: str) -> AnyResponse:
    return _feed(lambda: feeds.of_person(session(), now(), token, _site(), absolute_url("")))


@blueprint.get("/speak/<token>/calendar.ics")
@allow(everyone)  # likewise: a speaker has no account
def of_speaker(token: str) -> AnyResponse:
    return _feed(lambda: speaking.of_speaker(session(), now(), token, absolute_url("")))


@blueprint.get("/delegation/<token>/calendar.ics")
@allow(everyone)  # likewise
def of_delegation(token: str) -> AnyResponse:
    return _feed(lambda: invited.of_delegation(session(), now(), token, absolute_url("")))


@blueprint.get("/registrations/<token>/calendar.ics")
@allow(everyone)  # likewise
def of_registration(token: str) -> AnyResponse:
    return _feed(lambda: registered.of_registration(session(), now(), token, absolute_url("")))


@blueprint.get("/subscribe")
@allow(everyone)
def subscribe() -> str:
    listed = _subscriptions()
    wanted = request.args.get("feed", "")
    return render_template(
        "calendars/subscribe.html", chosen=_chosen(wanted, listed), subscriptions=listed
    )


@blueprint.get(OWN_PAGE)
@allow(signed_in)
def own() -> str:
    return render_template("calendars/own.html", feed=own_feed(session(), current_person()))


@blueprint.post(OWN_PAGE)
@allow(signed_in)
def make_own() -> AnyResponse:
    """Answer with the page itself: the secret is shown once and put into no cookie."""
    person = current_person()
    token = make_address(session(), now(), person)
    address = absolute_url(feeds.path_of_person(token))
    new = Subscription("Your calendar", "", address)
    page = render_template("calendars/own.html", feed=own_feed(session(), person), new=new)
    return Response(page, headers={"Cache-Control": "no-store"})


@blueprint.post(f"{OWN_PAGE}/revoke")
@allow(signed_in)
def revoke_own() -> AnyResponse:
    if revoke_address(session(), now(), current_person()):
        flash("The address has stopped working. Your calendar program will say so.", "good")
    return redirect(OWN_PAGE, 303)


def _feed(build: Callable[[], Publication]) -> AnyResponse:
    """Calendar programs ask for dead addresses for years: their 404 is a few bytes."""
    try:
        return answer(build(), request.environ)
    except NotFound:
        return Response(
            "There is no such calendar.\n", 404, content_type="text/plain; charset=utf-8"
        )


def _subscriptions() -> list[Subscription]:
    everything = Subscription(
        "All events", "Of all initiatives", absolute_url(feeds.PATH_OF_ALL), feeds.ALL
    )
    return [everything] + [
        Subscription(
            f"{each.short_name} events",
            each.name,
            absolute_url(feeds.path_of_initiative(each.slug)),
            f"initiatives/{each.slug}",
        )
        for each in all_initiatives(session())
    ]


def _chosen(wanted: str, listed: list[Subscription]) -> Subscription:
    """Raises NotFound for a feed that is not there."""
    kind, _, slug = wanted.partition("/")
    if kind == "events":
        event = public_event(session(), slug)
        address = absolute_url(feeds.path_of_event(slug))
        return Subscription(event.title, event.initiative.name, address, wanted)
    if kind == "where":
        return _of_filters(slug)
    found = (each for each in listed if each.choice == (wanted or feeds.ALL))
    chosen = next(found, None)
    if chosen is None:
        raise NotFound
    return chosen


def _of_filters(path: str) -> Subscription:
    filters = filters_in_path(path)
    if filters is None:
        raise NotFound
    address = absolute_url(feeds.path_of_filters(filters))
    return Subscription("Events you chose", in_words(session(), filters), address, f"where/{path}")


def _site() -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.site_name
