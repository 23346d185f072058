"""Which reports an editor asked to see: read from, and put into, addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from courseapp.core.typed_text import one_line
from courseapp.corrections.rules import ReportState

LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Filters:
    """The state, and words to search for. What an address says wrongly counts as not said."""

    state: ReportState = ReportState.OPEN
    text: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filters":
        """Return the filters in a query string."""
        wanted = given.get("show", "")
        known = {state.value for state in ReportState}
        state = ReportState(wanted) if wanted in known else ReportState.OPEN
        return cls(state, one_line(given.get("q", ""))[:LONGEST_SEARCH])

    @property
    def arguments(self) -> Mapping[str, str]:
        """What an address needs to say the same; nothing for what goes without saying."""
        state = "" if self.state is ReportState.OPEN else self.state.value
        return {name: text for name, text in (("show", state), ("q", self.text)) if text}

    def showing(self, state: ReportState) -> Mapping[str, str]:
        """Return the arguments for the same search in another state."""
        return replace(self, state=state).arguments
