"""The page on which somebody finds the feed that she wants."""

from flask import render_template, request

from courseapp.calendars.feeds import addresses
from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.queries import public_event
from courseapp.calendars.subscribing import Subscription
from courseapp.calendars.views.blueprint import blueprint
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import session
from courseapp.events.lists.filter_choices import in_words
from courseapp.events.lists.filters import filters_in_path
from courseapp.initiatives.queries import all_initiatives
from courseapp.mail.outbox import absolute_url


@blueprint.get("/subscribe")
@allow(everyone)
def subscribe() -> str:
    listed = _subscriptions()
    wanted = request.args.get("feed", "")
    return render_template(
        "calendars/subscribe.html", chosen=_chosen(wanted, listed), subscriptions=listed
    )


def _subscriptions() -> list[Subscription]:
    everything = _to(addresses.EVERYTHING, "All events", "Of all initiatives")
    return [everything] + [
        _to(addresses.of_initiative(each.slug), f"{each.short_name} events", each.name)
        for each in all_initiatives(session())
    ]


def _chosen(wanted: str, listed: list[Subscription]) -> Subscription:
    """Raises NotFound for a feed that is not there."""
    kind, _, rest = wanted.partition("/")
    if kind == "events":
        event = public_event(session(), rest)
        return _to(addresses.of_event(rest), event.title, event.initiative.name)
    if kind == "where":
        return _of_filters(rest)
    found = (each for each in listed if each.choice == (wanted or addresses.ALL))
    chosen = next(found, None)
    if chosen is None:
        raise NotFound
    return chosen


def _of_filters(path: str) -> Subscription:
    filters = filters_in_path(path)
    if filters is None:
        raise NotFound
    return _to(addresses.of_filters(filters), "Events you chose", in_words(session(), filters))


def _to(address: Address, title: str, note: str) -> Subscription:
    return Subscription(title, note, absolute_url(address.path()), address.name)
