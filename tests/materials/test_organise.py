"""Organisers give files and links, order them, take them away; hostile uploads; two editors."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.core.audit import AuditEntry
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.events.sessions.scheduling import delete_session
from courseapp.files.models import StoredFile
from courseapp.files.rules import MediaType
from courseapp.materials.attaching import attach
from courseapp.materials.plans import MaterialPlan
from courseapp.materials.rules import Audience, MaterialKind
from courseapp.scenarios.cast import Cast
from tests.events.story import draft, send_unoffered, with_session
from tests.materials.story import all_materials, first_session, given, pdf
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.handouts import pptx
from tests.support.pages import Page, Value
from tests.support.uploads import upload


def new_page(client: CheckingClient, event: Event) -> Page:
    return client.visit(f"/manage/events/{event.slug}/materials/new")


def test_a_file_is_added_to_a_session_with_its_type_size_and_language(
    organiser: CheckingClient, session: Session, event: Event
) -> None:
    page = organiser.visit(f"/manage/events/{event.slug}/materials")
    assert "No materials yet" in page.text
    sitting = first_session(event)
    page = organiser.visit(f"/manage/events/{event.slug}/materials/new?session={sitting.id}")
    typed: dict[str, Value] = {
        "kind": "slides",
        "document": upload(pptx(), "Setting the cap.pptx"),
        "language": "fr",
        "visible_from_day": "2027-03-22",
        "visible_from_time": "12:00",
    }
    page = organiser.submit(page, typed, button="Save")

    material = all_materials(session)[0]
    assert (material.title, material.session_id) == ("Setting the cap", sitting.id)
    assert material.file is not None
    assert (material.file.media_type, material.visible_to) == (MediaType.PPTX, "participants")
    assert material.visible_from_at is not None
    assert material.visible_from_at.isoformat() == "2027-03-22T11:00:00+00:00"
    for told in ("Slides: PPTX, 1 KB, French", "Participants, visible from Mon 22 Mar 2027, 12:00"):
        assert told in page.text, told
    entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "add material")).one()
    assert entry.actor in entry.summary


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<script>alert(1)</script>", "slides.pdf"),
        (b"MZ\x90\x00", "slides.pptx"),
        (b"PK\x03\x04 and nothing more", "slides.pptx"),
        (b"", "empty.pdf"),
    ],
)
def test_a_hostile_file_is_refused_beside_the_field_and_the_rest_is_kept(
    organiser: CheckingClient, session: Session, event: Event, content: bytes, name: str
) -> None:
    typed: dict[str, Value] = {"kind": "paper", "document": upload(content, name), "title": "Paper"}
    page = organiser.submit(new_page(organiser, event), typed, button="Save", status=422)

    assert page.soup.select_one("#document-error") is not None
    assert "Choose it again" in page.text
    assert (page.value("title"), page.value("kind")) == ("Paper", "paper")
    assert all_materials(session) == []
    assert session.scalars(select(StoredFile)).all() == []


def test_what_is_missing_or_strange_is_told_beside_its_field(
    organiser: CheckingClient, session: Session, event: Event, cast: Cast, clock: FixedClock
) -> None:
    page = organiser.submit(new_page(organiser, event), {}, button="Save", status=422)
    assert "Choose what it is" in page.text
    page = organiser.submit(page, {"kind": "link", "title": "Cap"}, button="Save", status=422)
    assert "Choose a file, or enter the address where it is." in page.text
    typed: dict[str, Value] = {"link": "https://example.org", "document": pdf()}
    page = organiser.submit(page, typed, button="Save", status=422)
    assert "not both" in page.text

    other = draft(session, cast.icap_organiser, clock.now, title="Other")
    strange = with_session(session, cast.icap_organiser, clock.now, other)
    values = {"session_id": str(strange.id), "visible_to": "the_press", "link": "https://e.org"}
    page = send_unoffered(organiser, page, "Save", values)
    assert "Choose a session of this event." in page.text
    assert all_materials(session) == []
    plan = MaterialPlan("X", MaterialKind.LINK, strange.id, link="https://example.org")
    with pytest.raises(Problem, match="session of this event"):
        attach(session, cast.icap_organiser, clock.now, event, plan)


def test_a_new_file_takes_the_place_of_the_old_one_at_the_same_address(
    organiser: CheckingClient, session: Session, event: Event
) -> None:
    typed: dict[str, Value] = {"kind": "slides", "document": pdf("one.pdf"), "visible_to": "public"}
    page = organiser.submit(new_page(organiser, event), typed, button="Save")
    before = all_materials(session)[0]
    key, file_id = before.key, before.file_id
    page = organiser.visit(page.link(f"Change {before.title}"))
    assert "Now it is “one.pdf”" in page.text
    page = organiser.submit(page, {"title": "Renamed"}, button="Save")
    assert all_materials(session)[0].file_id == file_id

    page = organiser.visit(page.link("Change Renamed"))
    page = organiser.submit(page, {"document": upload(pptx(), "two.pptx")}, button="Save")
    after = all_materials(session)[0]
    assert (after.key, after.title) == (key, "Renamed")
    assert after.file is not None
    assert after.file.name == "two.pptx"
    assert "two" in organiser.get(f"/materials/{key}", buffered=True).headers["Content-Disposition"]


def test_the_second_of_two_editors_is_told(
    organiser: CheckingClient,
    session: Session,
    event: Event,
    cast: Cast,
    clock: FixedClock,
) -> None:
    material = given(session, cast.icap_organiser, clock.now, event)
    address = f"/manage/events/{event.slug}/materials/{material.id}"
    first, second = organiser.visit(address), organiser.visit(address)
    clock.advance(minutes=1)
    organiser.submit(first, {"visible_to": "organisers"}, button="Save")
    page = organiser.submit(second, {"title": "Mine"}, button="Save", status=422)

    assert "Somebody else saved this" in page.text
    assert "Organisers only" in page.text
    assert page.value("title") == "Mine"
    assert all_materials(session)[0].visible_to is Audience.ORGANISERS


def test_materials_are_ordered_taken_away_and_put_back(
    organiser: CheckingClient, session: Session, event: Event, cast: Cast, clock: FixedClock
) -> None:
    for title in ("First", "Second", "Third"):
        given(session, cast.icap_organiser, clock.now, event, title=title)
    address = f"/manage/events/{event.slug}/materials"
    page = organiser.submit(organiser.visit(address), button="Move up Third")
    assert [each.title for each in all_materials(session)] == ["First", "Third", "Second"]

    page = organiser.submit(page, button="Take away First")
    assert "“First” is taken away. You can put it back below." in page.text
    assert "Taken away (1)" in page.text
    page = organiser.submit(page, button="Put back First")
    assert [each.title for each in all_materials(session)] == ["Third", "Second", "First"]
    assert all(each.removed_at is None for each in all_materials(session))


def test_what_a_speaker_offers_waits_until_organisers_show_it(
    organiser: CheckingClient, session: Session, event: Event, clock: FixedClock
) -> None:
    about = {"visible_to": Audience.ORGANISERS, "is_offered_by_speaker": True}
    given(session, None, clock.now, event, title="Hers", added_by="Mai Trần", **about)
    page = organiser.visit(f"/manage/events/{event.slug}/materials")
    assert "Added by Mai Trần (speaker)" in page.text
    assert "Only organisers see it" in page.text
    page = organiser.submit(page, button="Show to participants Hers")
    assert all_materials(session)[0].visible_to is Audience.PARTICIPANTS
    assert "Only organisers see it" not in page.text


def test_a_session_that_is_deleted_leaves_its_materials_to_the_event(
    session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = draft(session, cast.icap_organiser, clock.now)
    sitting = with_session(session, cast.icap_organiser, clock.now, event)
    given(session, cast.icap_organiser, clock.now, event, session_id=sitting.id)
    delete_session(session, cast.icap_organiser, clock.now, sitting)
    session.commit()
    assert [each.session_id for each in all_materials(session)] == [None]


def test_a_file_that_is_too_large_is_refused_beside_its_field(
    organiser: CheckingClient, session: Session, event: Event
) -> None:
    large = FileStorage(upload(b"%PDF-1.7\n" + b" " * 21 * 1024 * 1024).stream, "large.pdf")
    typed: dict[str, Value] = {"kind": "paper", "document": large}
    page = organiser.submit(new_page(organiser, event), typed, button="Save", status=422)
    assert "The file is larger than 20 MB. Choose a smaller one." in page.text
    assert all_materials(session) == []
