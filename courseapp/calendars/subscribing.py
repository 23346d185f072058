"""The links by which calendar programs subscribe to a feed, and its address to be photographed."""

from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from urllib.parse import quote, urlencode

GOOGLE = "https://calendar.google.com/calendar/r?cid="
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb"
OUTLOOK_AT_WORK = "https://outlook.office.com/calendar/0/addfromweb"


@dataclass(frozen=True)
class Subscription:
    """A feed to subscribe to. `address` is absolute, http or https."""

    title: str
    address: str
    note: str = ""
    choice: str = ""

    @property
    def webcal(self) -> str:
        """Opens the calendar program of the device: Apple's, Thunderbird, Outlook on a computer."""
        return "webcal://" + self.address.partition("://")[2]

    @property
    def google(self) -> str:
        """Asks Google Calendar to add the feed; it knows the scheme webcal only."""
        return GOOGLE + quote(self.webcal, safe="")

    @property
    def outlook(self) -> str:
        """Asks Outlook.com to add the feed; it takes no webcal."""
        return f"{OUTLOOK}?{self._for_outlook}"

    @property
    def outlook_at_work(self) -> str:
        """Asks the Outlook of a school or an employer."""
        return f"{OUTLOOK_AT_WORK}?{self._for_outlook}"

    @property
    def _for_outlook(self) -> str:
        return urlencode({"url": self.address, "name": self.title}, quote_via=quote)

    @property
    def qr(self) -> str:
        """The webcal address as SVG for a telephone's camera, without any style attribute."""
        drawn = BytesIO()
        made = import_module("segno").make(self.webcal, error="m", micro=False)
        made.save(
            drawn,
            kind="svg",
            border=4,
            omitsize=True,
            xmldecl=False,
            svgns=True,
            nl=False,
            svgclass="qr",
            lineclass=None,
        )
        return drawn.getvalue().decode()
