"""What conflicts of interest are called on pages."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.review.conflicts.rules import Ground, Source

Tag = tuple[str, str]  # tone and words, for the macro status_tag

SOURCES: Mapping[Source, Tag] = MappingProxyType(
    {
        Source.DECLARED: ("info", "Declared"),
        Source.DETECTED: ("wait", "Detected"),
        Source.SET: ("neutral", "Set by an organiser"),
    }
)
GROUNDS: Mapping[Ground, str] = MappingProxyType(
    {
        Ground.OWN: "Own application",
        Ground.DOMAIN: "Same organisation, by e-mail address",
        Ground.AFFILIATION: "Same organisation, by name",
        Ground.COUNTRY: "Same country",
        Ground.NOMINATED: "Nominated by the reviewer",
        Ground.ENDORSED: "Supported by the reviewer",
        Ground.RELATION: "Declared relation",
        Ground.STATED: "Stated by an organiser",
    }
)
# What a reviewer chooses from when she declares a conflict; the words are kept as the reason.
RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "work": "We work together, or did in the last three years",
        "family": "Family, partner or close friend",
        "advice": "I advised this person on the application, or supervise her or him",
        "stake": "I or my organisation gain or lose by the decision",
        "other": "Something else",
    }
)


def counted(number: int, noun: str) -> str:
    """Return ``1 conflict``, ``1,200 conflicts``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
