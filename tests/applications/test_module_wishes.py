"""Applying for one to three modules of four, ranked."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from courseapp.applications.models import ModuleWish
from courseapp.applications.submitting import submit_application
from courseapp.applications.wishes import count_wishes
from courseapp.core.errors import Problem
from courseapp.events.models import Event, Module
from courseapp.scenarios.cast import Cast
from tests.applications.story import (
    ABOUT,
    ANSWERS,
    MOTIVATION,
    WORK,
    Written,
    mails,
    new_course,
)
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

TITLES = ("Basics", "Caps", "Prices", "Linking")


@pytest.fixture
def course(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """An academy of four modules, of which one may ask for two or three."""
    academy = new_course(session, clock.now)
    academy.modules = [Module(number=n, title=title) for n, title in enumerate(TITLES, start=1)]
    academy.modules_min, academy.modules_max = 2, 3
    session.commit()
    return academy


def ids(course: Event) -> dict[str, str]:
    return {each.title: str(each.id) for each in course.modules}


def write(draft: Written, course: Event, *wished: str) -> None:
    """Fill in every page of the draft."""
    named = {f"modules-{n}": ids(course)[title] for n, title in enumerate(wished, start=1)}
    pages = {"about": ABOUT, "work": WORK, "modules": named, "motivation": MOTIVATION}
    for page, typed in pages.items():
        draft.browser.submit(draft.step(page), typed, button="Save and go on")


def wished(session: Session, draft: Written) -> list[tuple[int, str]]:
    session.expire_all()
    rows = session.scalars(
        select(ModuleWish)
        .where(ModuleWish.application_id == draft.application.id)
        .order_by(ModuleWish.rank)
    )
    return [(each.rank, each.module.title) for each in rows]


def test_wishes_are_ranked_checked_sent_and_read_by_organisers(
    draft: Written, course: Event, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    page = draft.browser.follow(draft.open(), "Your modules")
    assert "Choose two to three of four." in page.text
    assert "Third wish (optional)" in page.text
    write(draft, course, "Prices", "Basics")
    page = draft.open("check")
    assert "The modules you apply for 3. Prices, then 1. Basics" in page.text
    page = draft.browser.submit(page, button="Send my application")
    assert "Modules 3. Prices, then 1. Basics" in page.text
    assert wished(session, draft) == [(1, "Prices"), (2, "Basics")]
    assert "3. Prices, then 1. Basics" in draft.open("print").text
    (receipt,) = mails(session, "application_receipt")
    assert "3. Prices, then 1. Basics" in receipt.text
    organiser = as_person(cast.icap_organiser)
    listed = organiser.visit(f"/manage/events/{course.slug}/applications")
    assert "3, 1" in listed.text
    one = organiser.visit(
        f"/manage/events/{course.slug}/applications/{draft.application.reference}"
    )
    assert "3. Prices, then 1. Basics" in one.text


def test_a_draft_keeps_what_is_not_right_yet(draft: Written, course: Event) -> None:
    caps = ids(course)["Caps"]
    page = draft.step("modules")
    twice = {"modules-1": caps, "modules-2": caps}
    page = draft.browser.submit(page, twice, button="Save and go on", status=422)
    assert "You chose “2. Caps” twice. Choose each once." in page.text
    again = draft.step("modules")
    assert (again.value("modules-1"), again.value("modules-2")) == (caps, caps)
    one = {"modules-1": caps, "modules-2": ""}
    draft.browser.submit(again, one, button="Save and come back later")
    check = draft.open("check")
    assert "Choose 2 at least. You chose 1." in check.text
    assert check.link("Choose 2 at least. You chose 1.").endswith("/modules#modules")


def test_after_sending_a_module_stays_and_other_wishes_may_be_sent(
    draft: Written, course: Event, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    write(draft, course, "Prices", "Basics")
    draft.browser.submit(draft.open("check"), button="Send my application")
    organiser = as_person(cast.icap_organiser)
    page = organiser.visit(f"/manage/events/{course.slug}/modules")
    assert "Remove Prices" not in page.text
    token = page.value("csrf_token")
    address = f"/manage/events/{course.slug}/modules/{ids(course)['Prices']}/remove"
    organiser.post(address, data={"csrf_token": token})
    page = organiser.visit(f"/manage/events/{course.slug}/modules")
    assert "1 person has applied for this module, so it stays." in page.text

    draft.browser.submit(draft.open("withdraw"), button="Withdraw my application")
    draft.browser.submit(draft.open(), button="Open my application again")
    page = draft.step("modules")
    assert page.value("modules-1") == ids(course)["Prices"]
    turned = {"modules-1": ids(course)["Basics"], "modules-2": ids(course)["Prices"]}
    draft.browser.submit(page, turned, button="Save and go on")
    draft.browser.submit(draft.open("check"), button="Send my application")
    assert wished(session, draft) == [(1, "Basics"), (2, "Prices")]
    counted = count_wishes(session, course.id)
    assert counted == {int(ids(course)[title]): 1 for title in ("Basics", "Prices")}


def test_a_module_that_was_removed_between_reading_and_sending_is_told(
    draft: Written, course: Event, session: Session, cast: Cast, clock: FixedClock
) -> None:
    write(draft, course, "Prices", "Basics")
    application = draft.application
    session.refresh(application)
    application.typed = {**ANSWERS, "modules": "999999"}
    with pytest.raises(Problem, match="Some answers are missing or need a change"):
        submit_application(session, cast.newcomer, clock.now, application, application.version)
    assert wished(session, draft) == []


def test_where_nobody_chooses_the_page_is_not_there(
    draft: Written, course: Event, session: Session
) -> None:
    course.modules_min = course.modules_max = None
    session.commit()
    draft.step("modules", status=404)
    assert "Your modules" not in draft.open().text
    assert "modules" not in draft.open("check").text.lower()


@pytest.mark.parametrize("pairs", [[(1, "Caps"), (2, "Caps")], [(1, "Caps"), (1, "Basics")]])
def test_the_database_keeps_each_module_and_each_rank_once(
    draft: Written, course: Event, session: Session, pairs: list[tuple[int, str]]
) -> None:
    session.add_all(
        ModuleWish(
            application_id=draft.application.id, rank=rank, module_id=int(ids(course)[title])
        )
        for rank, title in pairs
    )
    with pytest.raises(IntegrityError), session.begin_nested():
        session.flush()


def test_a_page_opened_elsewhere_is_told_in_words(draft: Written, course: Event) -> None:
    first, second = draft.step("modules"), draft.step("modules")
    caps, basics = ids(course)["Caps"], ids(course)["Basics"]
    draft.browser.submit(first, {"modules-1": caps}, button="Save and come back later")
    page = draft.browser.submit(second, {"modules-1": basics}, button="Save and go on", status=409)
    assert "Yours stands: 1. Basics It took the place of: 2. Caps" in page.text


def test_who_chooses_a_module_without_the_one_before_is_told_and_not_refused(
    draft: Written, course: Event, session: Session, cast: Cast, as_person: AsPerson
) -> None:
    basics, _, prices, _ = course.modules
    prices.builds_on_id, prices.prerequisite = basics.id, "Two years of work"
    session.commit()
    page = draft.step("modules")
    assert "3. Prices Builds on 1. Basics Before it: Two years of work" in page.text
    write(draft, course, "Prices", "Linking")
    page = draft.open("check")
    assert "You chose “3. Prices” without “1. Basics”, on which it builds." in page.text
    draft.browser.submit(page, button="Send my application")
    assert wished(session, draft) == [(1, "Prices"), (2, "Linking")]
    address = f"/manage/events/{course.slug}/applications/{draft.application.reference}"
    told = "Chosen without what it builds on: 3. Prices"
    assert told in as_person(cast.icap_organiser).visit(address).text
    write(draft, course, "Basics", "Prices")
    assert "on which it builds" not in draft.open("check").text
