"""What a browser receives over the wire: compressed bodies and headers, as Chromium counts them."""

from collections import defaultdict
from typing import Any

from playwright.sync_api import Page

# A bad line of a telephone: 50 kbit/s, and 800 ms until anything comes.
BAD_LINE = {"offline": False, "latency": 800, "downloadThroughput": 6250, "uploadThroughput": 6250}
GOOD_LINE = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


class Meter:
    """Counts bytes, page by page; each page is named by `turn`."""

    def __init__(self, window: Page) -> None:
        self._line = window.context.new_cdp_session(window)
        self._asked: dict[str, tuple[str, str]] = {}  # by request: page and address
        self._first: dict[tuple[str, str], float] = {}  # of each page, what came first from there
        self._whole: dict[str, float] = defaultdict(float)  # by address: the most that came
        self._page = ""
        self.total = 0.0  # bytes of all that came
        self._line.on("Network.requestWillBeSent", self._ask)
        self._line.on("Network.loadingFinished", self._finish)
        self._line.send("Network.enable")

    def turn(self, page: str) -> None:
        """Count what comes from now on for this page."""
        self._page = page

    def be_on(self, line: dict[str, Any]) -> None:
        """Let the window be on a line like this."""
        self._line.send("Network.emulateNetworkConditions", line)

    @property
    def cold(self) -> dict[str, float]:
        """Bytes of the first load of each page with all it needs, though it was kept already."""
        pages: dict[str, float] = defaultdict(float)
        for (page, address), octets in self._first.items():
            pages[page] += self._whole[address] if "/static/" in address else octets
        return dict(pages)

    def _ask(self, event: dict[str, Any]) -> None:
        request, asked = event["requestId"], event["request"]
        if "redirectResponse" in event:  # the same request goes on to another address
            self.total += event["redirectResponse"]["encodedDataLength"]
        self._asked[request] = (self._page if asked["method"] == "GET" else "", asked["url"])

    def _finish(self, event: dict[str, Any]) -> None:
        page, address = self._asked.get(event["requestId"], ("", ""))
        octets = event["encodedDataLength"]
        self.total += octets
        self._whole[address] = max(self._whole[address], octets)
        if page:
            self._first.setdefault((page, address), octets)
