"""Whether a reader has the present state already (RFC 9110 §13.1.2, §13.1.3, §13.2.2)."""

import re
from datetime import datetime
from functools import lru_cache

from werkzeug.http import parse_date

ANY = "*"
# An opaque tag, weak or strong; whatever stands between the quotes.
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def is_unchanged(
    tag: str, changed_at: datetime, if_none_match: str | None, if_modified_since: str | None
) -> bool:
    """Return whether to answer 304, for a state with this tag, in its quotes, and this instant.

    The tags decide wherever they are sent. They are compared weakly: a proxy that zips on the way
    makes ``W/"…"`` of a tag. A date that is none is ignored.
    """
    if if_none_match is not None:
        return if_none_match == tag or _is_among(tag, if_none_match)
    since = _instant(if_modified_since) if if_modified_since else None
    return since is not None and changed_at.replace(microsecond=0) <= since


def _is_among(tag: str, listed: str) -> bool:
    return listed.strip() == ANY or tag in _TAG.findall(listed)


@lru_cache(maxsize=512)
def _instant(date: str) -> datetime | None:
    return parse_date(date)
