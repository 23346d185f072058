"""What a rule can say, and how unknown answers count: Kleene's strong logic of three values."""

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """Whether something is so. What nobody told is unknown, never no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """What it means for somebody that a rule is not fulfilled."""

    BLOCK = "block"  # she cannot apply
    WARN = "warn"  # she can, and the organisers decide
    ASK = "ask"  # she is asked a question, and the organisers read the answer


class Verdict(StrEnum):
    """What all rules together mean for somebody, the least grave first."""

    FITS = "fits"
    ASKED = "asked"
    WARNED = "warned"
    UNDECIDED = "undecided"  # the organisers decide, for something is not known
    BLOCKED = "blocked"


class Joint(StrEnum):
    """How the members of a group belong together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"  # not one of them; with a single member, its opposite


class Ruling(StrEnum):
    """What an organiser decided about one person, whatever the rules say."""

    ALLOWED = "allowed"
    REFUSED = "refused"


UNFULFILLED = {
    Severity.BLOCK: Verdict.BLOCKED,
    Severity.WARN: Verdict.WARNED,
    Severity.ASK: Verdict.ASKED,
}
_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


def opposite(truth: Truth) -> Truth:
    """Return no for yes and yes for no; the opposite of what is unknown is unknown."""
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(truth, Truth.UNKNOWN)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return no if one is no, else unknown if one is unknown, else yes; of none, yes."""
    found = set(truths)
    if Truth.NO in found:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return yes if one is yes, else unknown if one is unknown, else no; of none, no."""
    return opposite(all_of(opposite(each) for each in truths))


def joined(joint: Joint, truths: Iterable[Truth]) -> Truth:
    """Return whether a group is so, from whether its members are."""
    if joint is Joint.ALL:
        return all_of(truths)
    found = any_of(truths)
    return found if joint is Joint.ANY else opposite(found)


def effect(severity: Severity, truth: Truth) -> Verdict:
    """Return what one rule means for somebody for whom it is so, is not so, or is unknown."""
    if truth is Truth.YES:
        return Verdict.FITS
    return UNFULFILLED[severity] if truth is Truth.NO else Verdict.UNDECIDED


def gravest(verdicts: Iterable[Verdict]) -> Verdict:
    """Return what several rules mean together; without any rule it fits."""
    return max(verdicts, key=_ORDER.__getitem__, default=Verdict.FITS)
