"""The closed words of reviewing, and the table of what may be done with a review."""

from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Round(StrEnum):
    """Which time an application is judged: by what she wrote, or after she was interviewed."""

    READING = "reading"
    INTERVIEW = "interview"


class Phase(StrEnum):
    """What may be done in a round at an instant; each begins when the one before ends."""

    ASSIGNING = "assigning"
    REVIEWING = "reviewing"
    DISCUSSION = "discussion"
    CLOSED = "closed"


class Trait(StrEnum):
    """What anonymous reviewing can hide of an applicant."""

    NAMES = "names"
    GENDER = "gender"
    COUNTRY = "country"
    ORGANISATION = "organisation"


class Source(StrEnum):
    """How a reviewer came to an application."""

    HAND = "hand"
    PLAN = "plan"  # proposed by the solver, and taken
    TABLE = "table"  # brought in as CSV


class ReviewStatus(StrEnum):
    """Where a review stands. What is set aside counts nowhere, and nobody reads it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REOPENED = "reopened"
    SET_ASIDE = "set_aside"  # its reviewer turned out to be in conflict


class Recommendation(StrEnum):
    """What a reviewer would do, all in all."""

    ADMIT = "admit"
    PERHAPS = "perhaps"
    DECLINE = "decline"


class Confidence(StrEnum):
    """How sure a reviewer is of her judgement."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Action(StrEnum):
    """What somebody may do with a review."""

    SAVE = "save"
    SUBMIT = "submit"
    REOPEN = "reopen"
    SET_ASIDE = "set_aside"
    TAKE_BACK = "take_back"  # there was no conflict after all


class Who(StrEnum):
    """Whose step it is."""

    REVIEWER = "reviewer"
    EITHER = "either"  # she, or an organiser who asks her to look again
    ROOM = "room"  # what conflicts decide, whoever told of them


class Step(NamedTuple):
    """Where an action leads, and who may take it."""

    leads_to: ReviewStatus
    who: Who


STEPS = MappingProxyType(
    {
        (ReviewStatus.DRAFT, Action.SAVE): Step(ReviewStatus.DRAFT, Who.REVIEWER),
        (ReviewStatus.DRAFT, Action.SUBMIT): Step(ReviewStatus.SUBMITTED, Who.REVIEWER),
        (ReviewStatus.SUBMITTED, Action.REOPEN): Step(ReviewStatus.REOPENED, Who.EITHER),
        (ReviewStatus.REOPENED, Action.SAVE): Step(ReviewStatus.REOPENED, Who.REVIEWER),
        (ReviewStatus.REOPENED, Action.SUBMIT): Step(ReviewStatus.SUBMITTED, Who.REVIEWER),
        (ReviewStatus.DRAFT, Action.SET_ASIDE): Step(ReviewStatus.SET_ASIDE, Who.ROOM),
        (ReviewStatus.SUBMITTED, Action.SET_ASIDE): Step(ReviewStatus.SET_ASIDE, Who.ROOM),
        (ReviewStatus.REOPENED, Action.SET_ASIDE): Step(ReviewStatus.SET_ASIDE, Who.ROOM),
        (ReviewStatus.SET_ASIDE, Action.TAKE_BACK): Step(ReviewStatus.DRAFT, Who.ROOM),
    }
)


def next_step(status: ReviewStatus, action: Action) -> Step | None:
    """Return where the action leads from the status, or None where it does not apply."""
    return STEPS.get((status, action))
