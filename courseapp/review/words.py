"""What people read about reviewing, in one place."""

from types import MappingProxyType

from courseapp.core.labels import Label
from courseapp.review.agreement import FAIR, GOOD
from courseapp.review.rules import Confidence, Phase, Recommendation, ReviewStatus, Round, Trait

ROUNDS = MappingProxyType({Round.READING: "Reading", Round.INTERVIEW: "Interview"})
PHASES = MappingProxyType(
    {
        Phase.ASSIGNING: Label("neutral", "Not begun"),
        Phase.REVIEWING: Label("info", "Reviewing"),
        Phase.DISCUSSION: Label("wait", "Discussion"),
        Phase.CLOSED: Label("good", "Closed"),
    }
)
# What happens at the instant at which a phase begins.
BEGINS = MappingProxyType(
    {
        Phase.REVIEWING: "reviewing begins",
        Phase.DISCUSSION: "the discussion begins",
        Phase.CLOSED: "the round ends",
    }
)
# What a phase means, to reviewers and to organisers.
PHASE_TEXTS = MappingProxyType(
    {
        Phase.ASSIGNING: "Reviewers see no application yet.",
        Phase.REVIEWING: "Reviewers read and write. Nobody sees the reviews of others.",
        Phase.DISCUSSION: "Who has submitted her own review reads those of the others and "
        "discusses. Reviews can still be written and changed.",
        Phase.CLOSED: "Reviews can be read, and nothing can be changed.",
    }
)
STATUSES = MappingProxyType(
    {
        None: Label("neutral", "To do"),
        ReviewStatus.DRAFT: Label("wait", "Draft"),
        ReviewStatus.SUBMITTED: Label("good", "Submitted"),
        ReviewStatus.REOPENED: Label("wait", "Opened again"),
        ReviewStatus.SET_ASIDE: Label("neutral", "Set aside"),
    }
)
RECOMMENDATIONS = MappingProxyType(
    {
        Recommendation.ADMIT: "Admit",
        Recommendation.PERHAPS: "Perhaps",
        Recommendation.DECLINE: "Decline",
    }
)
RECOMMENDATION_LABELS = MappingProxyType(
    {
        Recommendation.ADMIT: Label("good", "Admit"),
        Recommendation.PERHAPS: Label("wait", "Perhaps"),
        Recommendation.DECLINE: Label("bad", "Decline"),
    }
)
CONFIDENCES = MappingProxyType(
    {
        Confidence.LOW: "Not very sure",
        Confidence.MEDIUM: "Fairly sure",
        Confidence.HIGH: "Very sure",
    }
)
TRAITS = MappingProxyType(
    {
        Trait.NAMES: "Names, and addresses by which one could find out",
        Trait.GENDER: "Gender, and titles such as Ms",
        Trait.COUNTRY: "Nationality, country of work, and seat of the organisation",
        Trait.ORGANISATION: "The organisation and its unit",
    }
)
TRAITS_SHORT = MappingProxyType(
    {
        Trait.NAMES: "names",
        Trait.GENDER: "gender",
        Trait.COUNTRY: "countries",
        Trait.ORGANISATION: "organisations",
    }
)
AGREES = (
    (GOOD, "Reviewers agree well."),
    (FAIR, "Reviewers agree fairly."),
    (0.0, "Reviewers agree little: look at the spread before you rely on small differences."),
    (-1e9, "Reviewers disagree more than by chance: talk about what the criteria mean."),
)


def agreement_told(alpha: float | None) -> str:
    """Return what an alpha means, after Krippendorff's limits."""
    if alpha is None:
        return "There is nothing to compare yet: nobody was reviewed by two people."
    return next(text for limit, text in AGREES if alpha >= limit)


WORDS = MappingProxyType(
    {
        "ROUNDS": ROUNDS,
        "PHASES": PHASES,
        "BEGINS": BEGINS,
        "PHASE_TEXTS": PHASE_TEXTS,
        "STATUSES": STATUSES,
        "RECOMMENDATIONS": RECOMMENDATIONS,
        "RECOMMENDATION_LABELS": RECOMMENDATION_LABELS,
        "CONFIDENCES": CONFIDENCES,
    }
)
