"""A new initiative: its names, its address, and a record that begins as a draft."""

import re
import unicodedata
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.initiatives.document.keys import key_from
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.saving import add_initiative

LONGEST_SLUG = 80
# Other pages stand under these words, below /initiatives/ or /manage/.
RESERVED = frozenset({"compare", "events", "export", "import", "initiatives", "new", "people"})
NOTE = "A new initiative."
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_from(name: str) -> str:
    """Return an address made of a name: ``alianza-del-clima``; empty for another script."""
    plain = unicodedata.normalize("NFKD", key_from(name)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:LONGEST_SLUG].strip("-") if words and plain != "item" else ""


def found_initiative(session: Session, actor: Person, now: datetime, record: Record) -> Initiative:
    """Add a draft with the first version of its record. Raises Problem for its slug."""
    slug = record.slug
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise Problem("Use small letters, digits and hyphens, for example green-ports.", "slug")
    if slug in RESERVED or session.scalar(select(exists().where(Initiative.slug == slug))):
        raise Problem(f"The address /initiatives/{slug} is taken. Choose another.", "slug")
    try:
        with session.begin_nested():
            return add_initiative(session, actor, now, record, NOTE, is_public=False)
    except IntegrityError:
        raise Problem(
            f"The address /initiatives/{slug} is taken. Choose another.", "slug"
        ) from None
