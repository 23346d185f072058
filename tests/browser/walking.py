"""How a person walks through the product in a real browser, with every page looked at."""

from playwright.sync_api import Page, expect

from tests.support.browser import check_accessible, check_fits


class Walker:
    """Somebody at a browser window. Each page she comes to must be accessible and fit."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.seen: set[str] = set()

    def open(self, address: str) -> None:
        """Type an address."""
        self.page.goto(address)
        self.look()

    def follow(self, link: str) -> None:
        """Follow the first link with this text."""
        self.page.get_by_role("link", name=link, exact=True).first.click()
        self.look()

    def press(self, button: str) -> None:
        """Press the button, and look at the page that follows."""
        with self.page.expect_navigation():  # perhaps after an autosave that is under way
            self.page.locator("main").get_by_role("button", name=button, exact=True).click()
        self.look()

    def fill(self, **values: str) -> None:
        """Fill in fields by their names; lists by what their choice says."""
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name}"]')
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def reads(self, *texts: str) -> None:
        """Wait until the page says each text."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def look(self) -> None:
        """Check the page; the same kind of page is looked at once."""
        heading = self.page.locator("h1").inner_text()
        if heading not in self.seen:
            self.seen.add(heading)
            check_accessible(self.page)
            check_fits(self.page)

    def read_mail(self, to: str, subject: str) -> None:
        """Open the newest message with these words, waiting for the worker to send it."""
        newest = self.page.get_by_role("row").filter(has_text=to).get_by_role("link", name=subject)
        for _ in range(50):
            self.page.goto(f"/outbox?q={to}")
            if newest.count():
                newest.first.click()
                return self.look()
            self.page.wait_for_timeout(200)
        raise AssertionError(f"no mail {subject!r} to {to}: {self.page.inner_text('main')}")

    def follow_link_in_mail(self, path: str) -> None:
        """Follow the first address in the open message that has this path."""
        self.page.locator(f'pre a[href*="{path}"]').first.click()
        self.look()

    def sign_in(self, email: str) -> None:
        """Ask for a link on the sign-in page that is open, and follow it."""
        self.page.locator('[name="link-email"]').fill(email)
        self.press("Send me a link")
        self.read_mail(email, "Your link to sign in")
        self.follow_link_in_mail("/sign-in/")
        self.press("Sign in")
