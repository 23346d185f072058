"""What a public feed is called, what it says of itself, and which page it belongs to."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from courseapp.calendars.entries.belonging import colour_of, page_of
from courseapp.calendars.feeds.queries import initiative_called, series_called
from courseapp.calendars.feeds.scopes import Scope, Shape, Wish
from courseapp.calendars.feeds.words import FeedWords, feed_words
from courseapp.events.lists.filter_choices import in_words
from courseapp.events.models import Event
from courseapp.events.published.publicity import is_listed
from courseapp.selection.rules import Language

COLOUR = "teal"


@dataclass(frozen=True)
class Site:
    """Whose feeds these are: the name of the site and its address, without a slash at the end."""

    name: str
    base_url: str


@dataclass(frozen=True)
class Head:
    """What stands above the entries.

    `language` is "" where the name is an organiser's, and `changed_at` None where no fact of it
    ever changes. `filename` is plain ASCII, without an extension.
    """

    name: str
    description: str
    page_url: str
    filename: str
    language: str
    colour: str = COLOUR
    changed_at: datetime | None = None


def head_of(
    session: Session, wish: Wish, site: Site, language: Language, event: Event | None = None
) -> Head:
    """Return the head of a feed; of one about an event, that is given. Raises NotFound."""
    words = feed_words(language)
    if event is not None:
        found = _of_event(event, wish, site, words)
    elif wish.scope.series:
        found = _of_series(session, wish.scope, site, words)
    elif wish.scope.is_chosen_by_facts:
        found = _of_filters(session, wish.scope, site, words, language)
    elif wish.scope.filters.initiative:
        found = _of_initiative(session, wish.scope, site, words, language)
    else:
        name = words.everything.format(site=site.name)
        page = f"{site.base_url}/events"
        found = Head(name, words.about_all, page, wish.scope.name, language)
    return _shaped(found, wish, words)


def _of_initiative(
    session: Session, scope: Scope, site: Site, words: FeedWords, language: Language
) -> Head:
    initiative = initiative_called(session, scope.filters.initiative)
    return Head(
        name=words.of_initiative.format(name=initiative.short_name),
        description=words.about_initiative.format(name=initiative.name),
        page_url=f"{site.base_url}/initiatives/{initiative.slug}",
        filename=initiative.slug,
        language=language,
        colour=colour_of(initiative.slug),
        changed_at=initiative.shown_at,
    )


def _of_series(session: Session, scope: Scope, site: Site, words: FeedWords) -> Head:
    series = series_called(session, scope.series)
    initiative = series.initiative
    return Head(
        name=series.title,
        description=words.about_some.format(of=f"{series.title}, {initiative.name}"),
        page_url=f"{site.base_url}/initiatives/{initiative.slug}" if initiative.is_public else "",
        filename=series.slug,
        language="",
        colour=colour_of(initiative.slug),
        changed_at=initiative.shown_at,
    )


def _of_filters(
    session: Session, scope: Scope, site: Site, words: FeedWords, language: Language
) -> Head:
    told = in_words(session, scope.filters)
    return Head(
        name=words.of_filters.format(chosen=told),
        description=words.about_some.format(of=told),
        page_url=f"{site.base_url}/events?{urlencode(scope.filters.arguments)}",
        filename="events",
        language=language,
    )


def _of_event(event: Event, wish: Wish, site: Site, words: FeedWords) -> Head:
    told, page = is_listed(event), page_of(event, site.base_url)
    filename, about = event.slug, words.about_event.format(name=event.initiative.name)
    if wish.scope.uid:
        page, filename = f"{page}/sessions/{wish.scope.uid}", f"{event.slug}-session"
        about = words.about_session.format(title=event.title)
    return Head(
        name=event.title if told else words.no_longer_listed,
        description=about if told else "",
        page_url=page,
        filename=filename,
        language="",
        colour=colour_of(event.initiative.slug) if told else COLOUR,
    )


def _shaped(head: Head, wish: Wish, words: FeedWords) -> Head:
    if wish.shape is Shape.SESSIONS:
        return head
    return Head(
        name=words.endings[wish.shape].format(name=head.name, year=wish.year),
        description=" ".join(filter(None, (words.about[wish.shape], head.description))),
        page_url=head.page_url,
        filename=f"{head.filename}-{wish.year or wish.shape.value}",
        language=head.language,
        colour=head.colour,
        changed_at=head.changed_at,
    )
