"""What somebody does who imports a file."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.checking_client import CheckingClient
from tests.support.pages import Page
from tests.support.uploads import upload

SHOW = "Show what is in it"


@dataclass(frozen=True)
class Desk:
    """A person, her browser, and the worker that is awake all the time."""

    browser: CheckingClient
    work: Callable[[], int]
    home: str = "/manage/import"

    def bring(self, content: bytes | str, name: str = "records.csv", status: int = 200) -> Page:
        """Upload a file and return the page that follows, before the worker has looked."""
        octets = content.encode() if isinstance(content, str) else content
        page = self.browser.visit(self.home)
        file = {"file": upload(octets, name)}
        return self.browser.submit(page, file, button=SHOW, status=status)

    def paste(self, text: str, status: int = 200) -> Page:
        """Paste a text and return the page that follows."""
        page = self.browser.visit(self.home)
        return self.browser.submit(page, {"text": text}, button=SHOW, status=status)

    def look_at(self, content: bytes | str, name: str = "records.csv") -> Page:
        """Upload a file and return its dry run."""
        waiting = self.bring(content, name)
        self.work()
        return self.browser.visit(waiting.path)

    def take(self, dry_run: Page, **choices: str | bool) -> Page:
        """Press the button of the dry run, and return what became of the file."""
        action = f"{dry_run.path}/take"
        self.browser.submit(dry_run, choices, form=action)
        self.work()
        return self.browser.visit(dry_run.path)

    def bring_in(self, content: bytes | str, name: str = "records.csv", **choices: str) -> Page:
        """Do all of it."""
        return self.take(self.look_at(content, name), **choices)
