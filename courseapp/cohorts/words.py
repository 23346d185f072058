"""What organisers read about proposals and cohorts, in one place."""

from types import MappingProxyType

from courseapp.cohorts.model.balance import Standing
from courseapp.cohorts.people import Show
from courseapp.cohorts.rules import CohortState, ProposalState, Unscored
from courseapp.core.labels import Label

PROPOSAL_STATES = MappingProxyType(
    {
        ProposalState.WAITING: Label("wait", "Being worked out"),
        ProposalState.SOLVED: Label("wait", "Reasons being worked out"),
        ProposalState.EXPLAINED: Label("good", "Complete"),
        ProposalState.IMPOSSIBLE: Label("bad", "Limits clash"),
        ProposalState.FAILED: Label("bad", "The solver failed"),
    }
)
COHORT_STATES = MappingProxyType(
    {
        CohortState.OPEN: Label("info", "Open"),
        CohortState.LOCKED: Label("wait", "Locked, to be approved"),
        CohortState.APPROVED: Label("good", "Approved"),
    }
)
STANDINGS = MappingProxyType(
    {
        Standing.HOLDS: Label("good", "Holds"),
        Standing.JUST: Label("good", "Holds, just"),
        Standing.MISSED: Label("wait", "Wish missed"),
        Standing.BROKEN: Label("bad", "Broken"),
    }
)
UNSCORED = MappingProxyType(
    {
        Unscored.NOTHING: "No points",
        Unscored.MEAN: "The mean of those that were reviewed",
    }
)
SHOWN = MappingProxyType(
    {
        Show.IN: "In",
        Show.OUT: "Out",
        Show.DRAWN: "By lottery",
        Show.HAND: "By hand",
    }
)
WORDS = {
    "PROPOSAL_STATES": PROPOSAL_STATES,
    "COHORT_STATES": COHORT_STATES,
    "STANDINGS": STANDINGS,
    "UNSCORED": UNSCORED,
    "SHOWN": SHOWN,
    "Show": Show,
}
