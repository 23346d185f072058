"""What an organiser does who imports sessions."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, Value
from tests.support.uploads import upload

SHOW = "Show what is in it"


@dataclass(frozen=True)
class Desk:
    """An organiser, her browser, and an event."""

    browser: CheckingClient
    slug: str

    @property
    def home(self) -> str:
        return f"/manage/events/{self.slug}"

    def look_at(self, content: bytes | str, name: str = "plan.ics", status: int = 200) -> Page:
        """Upload a file and return its dry run."""
        octets = content.encode() if isinstance(content, str) else content
        page = self.browser.visit(f"{self.home}/import")
        file: dict[str, Value] = {"file": upload(octets, name)}
        return self.browser.submit(page, file, button=SHOW, status=status)

    def take(
        self, dry_run: Page, choices: Mapping[str, Value] | None = None, status: int = 200
    ) -> Page:
        """Press the button of the dry run, and return what became of the file."""
        action = f"{dry_run.path}/take"
        return self.browser.submit(dry_run, choices, form=action, status=status)

    def bring_in(self, content: bytes | str) -> Page:
        """Do all of it."""
        return self.take(self.look_at(content))
