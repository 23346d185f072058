"""With a script: several files one after the other, and a line that is cut costs nothing."""

from pathlib import Path

from playwright.sync_api import Locator, Page, Route, expect
from sqlalchemy import select

from courseapp.accounts.links import make_link
from courseapp.accounts.rules import LinkPurpose
from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.models import Application
from courseapp.scenarios.cast import create_cast
from tests.applications.documents.story import CV, PROOFS, give_form
from tests.applications.story import new_course, new_draft
from tests.support.browser import DESK, PHONE, NewPerson, check_accessible, check_fits
from tests.support.live_server import LiveServer
from tests.support.uploads import pdf


def at_her_papers(server: LiveServer, page: Page) -> None:
    """Sign the newcomer in, on the page of her draft that asks for files."""
    with server.session() as session:
        cast, now = create_cast(session, server.clock.now), server.clock.now
        course = new_course(session, now)
        give_form(session, now, course)
        draft = new_draft(session, cast.newcomer, course, now)
        address = f"/applications/{draft.reference}/steps/papers"
        link = make_link(session, now, cast.newcomer.email, LinkPurpose.SIGN_IN, address)
    page.goto(f"/sign-in/{link}")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your papers")


def files(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_bytes(pdf(name))
    return [folder / name for name in names]


def cut_twice(page: Page) -> None:
    """The first time nothing arrives; the second time it arrives, and the answer is lost."""
    cuts = iter(("before", "after"))

    def cut(route: Route) -> None:
        where = next(cuts, None)
        if where is None:
            route.continue_()
            return
        if where == "after":
            route.fetch()
        route.abort()

    page.route(f"**/documents/{PROOFS}", cut)


def choose(page: Page, key: str, button: str, *chosen: Path) -> Locator:
    """Choose the files in the window that the button opens; return the place of the question."""
    place = page.locator(f"#{key}")
    with page.expect_file_chooser() as chooser:
        place.get_by_role("button", name=button).click()
    assert chooser.value.is_multiple() is (len(chosen) > 1)
    chooser.value.set_files(chosen)
    return place


def test_files_go_one_by_one_and_a_line_that_is_cut_neither_loses_nor_doubles_one(
    new_person: NewPerson, live_server: LiveServer, tmp_path: Path
) -> None:
    page = new_person(PHONE)
    at_her_papers(live_server, page)
    page.get_by_label("Remark").fill("half a sentence")
    cut_twice(page)
    chosen = files(tmp_path, "one.pdf", "two.pdf")
    place = choose(page, PROOFS, "Add a file Proofs", *chosen)
    expect(place.get_by_text("The line was cut. Trying again in 2 s.")).to_be_visible()
    expect(place.get_by_text("Waiting")).to_be_visible()
    check_accessible(page)
    check_fits(page)
    for name in ("one.pdf", "two.pdf"):
        expect(place.get_by_role("link", name=name)).to_be_visible(timeout=20_000)
    expect(page.get_by_label("Remark")).to_have_value("half a sentence")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check and send")
    with live_server.session() as session:
        rows = session.scalars(select(ApplicationDocument).order_by(ApplicationDocument.id)).all()
        (application,) = session.scalars(select(Application))
        assert [each.file.name for each in rows] == ["one.pdf", "two.pdf"]
        assert application.typed is not None
        assert application.typed["remark"] == "half a sentence"
        assert application.typed[PROOFS] == "\n".join(str(each.id) for each in rows)


def test_what_is_wrong_with_a_file_stands_beside_it_and_it_can_be_put_away(
    new_person: NewPerson, live_server: LiveServer, tmp_path: Path
) -> None:
    page = new_person(DESK)
    at_her_papers(live_server, page)
    (tmp_path / "page.pdf").write_bytes(b"<html><script>")
    place = choose(page, CV, "Add a file Your CV", tmp_path / "page.pdf")
    expect(place.get_by_text("The content of this file is not PDF, JPEG or PNG")).to_be_visible()
    check_accessible(page)
    with (tmp_path / "film.pdf").open("wb") as film:
        film.truncate(11 * 1024 * 1024)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    choose(page, CV, "Add a file Your CV", tmp_path / "film.pdf")
    expect(place.get_by_text("This file is too large.")).to_be_visible()
    assert not [address for address in asked if "/documents/" in address]
    for name in ("page.pdf", "film.pdf"):
        place.get_by_role("button", name=f"Close {name}").click()
    expect(place.get_by_role("listitem")).to_have_count(0)
