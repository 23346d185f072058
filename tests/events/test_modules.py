"""The modules of a programme: planned by organisers, read by everybody."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.events.facts.module_words import modules_to_choose, wish_label
from courseapp.events.models import Event, EventSession, Module
from courseapp.scenarios.cast import Cast
from tests.events.conftest import CostOf
from tests.events.story import draft, published, with_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value

TYPED: dict[str, Value] = {
    "title": "Cap setting",
    "description": "How a cap is set.",
    "level": "advanced",
    "prerequisite": "Module 1",
    "starts_on": "2027-03-22",
    "ends_on": "2027-03-26",
    "seats": "25",
}


@pytest.fixture
def academy(session: Session, cast: Cast, clock: FixedClock) -> Event:
    """A public academy of four modules."""
    event = published(session, cast.icap_organiser, clock.now, title="Academy")
    titles = ("Basics", "Caps", "Prices", "Linking")
    event.modules = [Module(number=n, title=title) for n, title in enumerate(titles, start=1)]
    session.commit()
    return event


def order(session: Session, event: Event) -> list[tuple[int, str]]:
    session.expire_all()
    rows = session.scalars(select(Module).filter_by(event_id=event.id).order_by(Module.number))
    return [(each.number, each.title) for each in rows]


def listed(organiser: CheckingClient, event: Event) -> Page:
    return organiser.visit(f"/manage/events/{event.slug}/modules")


def test_a_module_is_added_changed_and_read_by_everybody(
    organiser: CheckingClient,
    client: CheckingClient,
    session: Session,
    cast: Cast,
    clock: FixedClock,
) -> None:
    event = published(session, cast.icap_organiser, clock.now, title="Academy")
    assert "Modules" not in client.visit(f"/events/{event.slug}").text
    page = organiser.follow(organiser.visit(f"/manage/events/{event.slug}"), "Modules")
    assert "No module yet" in page.text
    page = organiser.submit(organiser.follow(page, "Add a module"), TYPED, button="Save")
    assert "The module “Cap setting” is added." in page.text
    public = client.visit(f"/events/{event.slug}").text
    assert "Cap setting Mon 22 Mar – Fri 26 Mar 2027 · Advanced · 25 seats" in public
    assert "Before it: Module 1" in public

    page = organiser.follow(page, "Cap setting")
    assert (page.value("number"), page.value("level")) == ("1", "advanced")
    other = organiser.submit(page, {"title": "Caps", "seats": ""}, button="Save")
    assert "Your changes are saved." in other.text
    late = organiser.submit(page, {"title": "Too late"}, button="Save", status=422)
    assert "Somebody else changed this module" in late.text
    assert order(session, event) == [(1, "Caps")]
    log = organiser.visit(f"/manage/events/{event.slug}/history").text
    assert "Added the module 1, “Cap setting”." in log


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title": ""}, "Enter a title."),
        ({"number": "2"}, "Module 2 is “Caps” already. Enter another number, for example 5."),
        ({"starts_on": ""}, "Enter the first day too."),
        ({"ends_on": "2027-03-01"}, "Enter a last day that is not before the first."),
        ({"starts_on": "1027-03-22"}, "The year 1027 cannot be right."),
        ({"seats": "0"}, "Enter a whole number from 1 to 100000."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    organiser: CheckingClient,
    session: Session,
    academy: Event,
    typed: dict[str, str],
    message: str,
) -> None:
    page = organiser.visit(f"/manage/events/{academy.slug}/modules/new")
    page = organiser.submit(page, {**TYPED, **typed}, button="Save", status=422)
    assert message in page.text
    assert page.value("prerequisite") == "Module 1"
    assert len(order(session, academy)) == 4


def test_modules_change_places_and_one_is_removed(
    organiser: CheckingClient, session: Session, cast: Cast, academy: Event, clock: FixedClock
) -> None:
    page = organiser.submit(listed(organiser, academy), button="Up Prices")
    page = organiser.submit(page, button="Down Basics")
    page = organiser.submit(page, button="Down Basics")
    assert order(session, academy) == [(1, "Prices"), (2, "Caps"), (3, "Basics"), (4, "Linking")]
    caps = academy.modules[1]
    sitting = with_session(session, cast.icap_organiser, clock.now, academy, module_id=caps.id)
    page = organiser.submit(listed(organiser, academy), button="Remove Caps")
    assert "The module “Caps” is removed. Its sessions stay." in page.text
    assert order(session, academy) == [(1, "Prices"), (3, "Basics"), (4, "Linking")]
    assert session.get_one(EventSession, sitting.id).module_id is None


def test_organisers_say_how_many_one_person_applies_for(
    organiser: CheckingClient, client: CheckingClient, session: Session, academy: Event
) -> None:
    page = listed(organiser, academy)
    for typed, message in (
        ({"most": "5"}, "There are 4 modules. Enter 4 or less."),
        ({"least": "3", "most": "2"}, "Enter a highest number that is not below 3."),
        ({"least": "1", "most": ""}, "Enter the highest number too."),
    ):
        page = organiser.submit(page, typed, button="Save the choice", status=422)
        assert message in page.text
    organiser.submit(page, {"least": "", "most": "3"}, button="Save the choice")
    session.refresh(academy)
    assert (academy.modules_min, academy.modules_max) == (1, 3)
    public = client.visit(f"/events/{academy.slug}").text
    assert "You apply for one to three of four modules" in public
    academy.modules_min = 3
    assert (modules_to_choose(academy), wish_label(2)) == ("three of four modules", "Second wish")


def test_modules_of_another_event_are_nowhere(
    organiser: CheckingClient, session: Session, cast: Cast, academy: Event, clock: FixedClock
) -> None:
    other = draft(session, cast.icap_organiser, clock.now, title="Another")
    module_id = academy.modules[0].id
    address = f"/manage/events/{other.slug}/modules/{module_id}"
    organiser.expect_404(address)
    token = organiser.visit("/account").value("csrf_token")
    for ending in ("", "/move", "/remove"):
        answer = organiser.post(address + ending, data={"csrf_token": token, "title": "Mine"})
        assert answer.status_code == 404
    assert len(order(session, academy)) == 4


def test_the_list_costs_the_same_for_few_modules_and_for_many(
    organiser: CheckingClient, session: Session, academy: Event, cost_of: CostOf
) -> None:
    address = f"/manage/events/{academy.slug}/modules"
    few = cost_of(organiser, address)
    for number in range(5, 30):
        session.add(Module(event_id=academy.id, number=number, title=f"Module {number}"))
    assert cost_of(organiser, address) == few


def test_a_module_builds_on_another_one_and_never_on_itself(
    organiser: CheckingClient, client: CheckingClient, session: Session, academy: Event
) -> None:
    basics, caps, *_ = academy.modules
    page = organiser.follow(listed(organiser, academy), "Caps")
    assert "2. Caps" not in page.text
    page = organiser.submit(page, {"builds_on_id": str(basics.id)}, button="Save")
    assert "Builds on 1. Basics" in page.text
    assert "Builds on 1. Basics" in client.visit(f"/events/{academy.slug}").text
    page = organiser.follow(page, "Basics")
    round_about = organiser.submit(page, {"builds_on_id": str(caps.id)}, button="Save", status=422)
    assert "These modules would build on each other." in round_about.text
    token = page.value("csrf_token")
    wrong = {"csrf_token": token, "seen": page.value("seen"), "title": "B", "builds_on_id": "9999"}
    refused = organiser.post(page.path, data=wrong)
    assert refused.status_code == 422
    organiser.submit(listed(organiser, academy), button="Remove Basics")
    session.expire_all()
    assert caps.builds_on_id is None
