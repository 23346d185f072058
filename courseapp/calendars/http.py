"""A calendar over HTTP, as every feed of the site (RFC 5545 §8.1: text/calendar)."""

from dataclasses import dataclass

from courseapp.core.feeds import Feed, answer

__all__ = ["Publication", "answer"]

CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Publication(Feed):
    """The octets of a calendar; `filename` ends in .ics."""

    content_type: str = CONTENT_TYPE
