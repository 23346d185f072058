"""The letters of a digest: what is new, and those by which one confirms or finds one's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from courseapp.core import formats
from courseapp.countries.names import country_name
from courseapp.countries.zones import usual_zone
from courseapp.digests.gathering import EventFacts, Item
from courseapp.digests.links import leaving_path, path_of
from courseapp.digests.models import DigestSubscription
from courseapp.digests.rules import NewsKind
from courseapp.digests.wording import WORDS, Words
from courseapp.events.facts.topics import topic_label
from courseapp.mail.headers import offer_leaving
from courseapp.mail.outbox import queue
from courseapp.selection.letters import place_in
from courseapp.selection.rules import Language
from courseapp.selection.wording.speaking import in_language

DIGEST, CONFIRM, ALREADY = "digest", "digest_confirm", "digest_already"
MOST_LINES = 60
IN_ORDER = (NewsKind.OPENED, NewsKind.ANNOUNCED, NewsKind.MOVED, NewsKind.POSTPONED)


@dataclass(frozen=True)
class Line:
    """One event in a digest; `until` is the end of its applications in her zone, or ""."""

    title: str
    path: str
    about: str
    until: str


@dataclass(frozen=True)
class Part:
    """The lines under one heading."""

    heading: str
    lines: Sequence[Line]


def about(subscription: DigestSubscription) -> str:
    """Return how messages name what they are about."""
    return f"digest/{subscription.id}"


def area_in_words(subscription: DigestSubscription, words: Words) -> str:
    """Return for where and about what her digest is: ``Togo, Western Africa``."""
    row = subscription
    parts = (
        country_name(row.country) if row.country else "",
        row.region,
        row.initiative.name if row.initiative else "",
        topic_label(row.topic) if row.topic else "",
    )
    return ", ".join(filter(None, parts)) or words.everywhere


def send_digest(
    session: Session, now: datetime, subscription: DigestSubscription, items: Sequence[Item]
) -> None:
    """Put a digest into the outbox, with the way to leave at one press of her mail program."""
    words, path = WORDS[subscription.language], path_of(subscription)
    area = area_in_words(subscription, words)
    letter = queue(
        session,
        now,
        kind=DIGEST,
        to=subscription.email,
        about=about(subscription),
        context={
            "words": words,
            "language": subscription.language,
            "subject": words.subject.format(area=area),
            "parts": parts_of(subscription, items[:MOST_LINES]),
            "why": words.why.format(rhythm=words.rhythms[subscription.rhythm]),
            "path": path,
        },
        holds_secret=True,
    )
    offer_leaving(letter, leaving_path(path))


def send_own_page(
    session: Session, now: datetime, kind: str, subscription: DigestSubscription, days: int
) -> None:
    """Write where she confirms, or changes what she gets already."""
    words, path = WORDS[subscription.language], path_of(subscription)
    values = {
        "area": area_in_words(subscription, words),
        "rhythm": words.rhythms[subscription.rhythm],
        "days": days,
    }
    letter = queue(
        session,
        now,
        kind=kind,
        to=subscription.email,
        about=about(subscription),
        context={
            "words": words,
            "language": subscription.language,
            "asked": words.confirm.format(**values),
            "only_then": words.confirm_only_then.format(**values),
            "path": path,
        },
        holds_secret=True,
    )
    offer_leaving(letter, leaving_path(path))


def parts_of(subscription: DigestSubscription, items: Sequence[Item]) -> list[Part]:
    """Return what she reads, in parts: first what she can act on."""
    words = WORDS[subscription.language]
    order = [*IN_ORDER, NewsKind.CANCELLED]
    ordered = sorted(items, key=lambda item: order.index(item.kind))
    zone = usual_zone(subscription.country or "") or None
    return [
        Part(
            words.headings[kind],
            [_line(each.event, subscription.language, words, zone) for each in members],
        )
        for kind, members in groupby(ordered, key=lambda item: item.kind)
    ]


def _line(event: EventFacts, language: Language, words: Words, zone: str | None) -> Line:
    closes = event.closes
    when = formats.instant(closes.at, zone or closes.zone) if closes else ""
    parts = (
        in_language(event.dates, language),
        place_in(event.place, language),
        event.initiative,
    )
    return Line(
        event.title,
        event.path,
        " · ".join(filter(None, parts)),
        words.until.format(when=in_language(when, language)) if when else "",
    )
