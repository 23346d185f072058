"""The three links by which calendar programs subscribe to a feed."""

from dataclasses import dataclass
from urllib.parse import quote

GOOGLE = "https://calendar.google.com/calendar/r?cid="


@dataclass(frozen=True)
class Subscription:
    """A feed to subscribe to. `address` is absolute, http or https."""

    title: str
    note: str
    address: str
    choice: str = ""

    @property
    def webcal(self) -> str:
        """Opens the calendar program of the device: Apple's, Thunderbird, Outlook on a computer."""
        return "webcal://" + self.address.partition("://")[2]

    @property
    def google(self) -> str:
        """Asks Google Calendar to add the feed; it knows the scheme webcal only."""
        return GOOGLE + quote(self.webcal, safe="")
