"""The Atom feeds of publications: of one initiative, and of all public records.

A publication's id is a UUID of version 5 (RFC 9562 §5.5) made from its initiative, its key and
the instant at which it came into the record: none of them ever changes, so it stays the same when
the site moves, and no other installation makes the same. A feed's id is made from its address.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.core.feeds import Feed
from courseapp.countries.languages import is_language_tag
from courseapp.initiatives import atom
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.publications import Listed, newest_publications, seen_initiative

MOST_ENTRIES = 50
FILENAME = "publications.atom"
_PUBLICATIONS = UUID("7765a259-17da-4267-99be-e312c3f5620c")  # the namespace of their ids


def all_publications(session: Session, now: datetime, site: str, base_url: str) -> Feed:
    """Return the feed of all public records, as of the site at `base_url`. Two statements."""
    listed = newest_publications(session, None, MOST_ENTRIES)
    changed_at = session.scalar(select(func.max(Initiative.changed_at))) or now
    feed = _feed(f"{site}: publications", site, listed, changed_at, base_url, "/publications")
    return _over_http(feed, changed_at)


def publications_of(session: Session, slug: str, base_url: str) -> Feed:
    """Return the feed of one public record. Raises NotFound, for drafts too. Two statements."""
    initiative = seen_initiative(session, slug, None)
    listed = newest_publications(session, initiative, MOST_ENTRIES)
    title, changed_at = f"Publications of {initiative.called}", initiative.changed_at
    path = f"/initiatives/{initiative.slug}/publications"
    feed = _feed(title, initiative.name, listed, changed_at, base_url, path)
    return _over_http(feed, changed_at)


def _over_http(feed: atom.AtomFeed, changed_at: datetime) -> Feed:
    return Feed(atom.write_feed(feed), changed_at, FILENAME, atom.CONTENT_TYPE)


def _feed(
    title: str,
    author: str,
    listed: Sequence[Listed],
    changed_at: datetime,
    base_url: str,
    path: str,
) -> atom.AtomFeed:
    page = base_url + path
    return atom.AtomFeed(
        id=uuid5(NAMESPACE_URL, f"{page}.atom").urn,
        title=title,
        subtitle="What came into the record last, with corrected titles.",
        author=author,
        updated=max((each.publication.changed_at for each in listed), default=changed_at),
        links=(
            atom.Link(f"{page}.atom", "self", atom.MEDIA_TYPE),
            atom.Link(page, "alternate", "text/html"),
        ),
        entries=tuple(_entry(each, base_url) for each in listed),
    )


def _entry(listed: Listed, base_url: str) -> atom.Entry:
    publication = listed.publication
    return atom.Entry(
        id=_id(listed),
        title=publication.title,
        author=publication.organisation or publication.initiative.name,
        published=publication.added_at,
        updated=publication.changed_at,
        summary=_summary(listed),
        links=_links(listed, base_url),
        category=publication.topic,
    )


def _id(listed: Listed) -> str:
    row = listed.publication
    return uuid5(_PUBLICATIONS, f"{row.initiative_id}/{row.key}/{row.added_at.isoformat()}").urn


def _summary(listed: Listed) -> str:
    publication = listed.publication
    told = (publication.initiative.called, str(publication.year or ""), listed.language)
    lines = (" · ".join(filter(None, told)), publication.about)
    return "\n".join(filter(None, lines))


def _links(listed: Listed, base_url: str) -> tuple[atom.Link, ...]:
    """The page of our own stays where it is; what it leads to is told beside it."""
    tag = listed.publication.language
    language = tag if is_language_tag(tag) else ""
    found = [atom.Link(base_url + listed.path, "alternate", "text/html", "en")]
    if listed.site:
        found.append(atom.Link(listed.publication.link, "related", language=language))
    if listed.file:
        found.append(
            atom.Link(
                base_url + listed.file_path,
                "enclosure",
                listed.file.media_type,
                language,
                listed.file.size,
                listed.file.name,
            )
        )
    return tuple(found)
