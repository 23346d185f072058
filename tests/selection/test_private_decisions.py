"""What is decided in private: on the board, by the list, by two at once; and who may not see it."""

from sqlalchemy import select

from courseapp.accounts.models import Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.rules import Action, Status
from courseapp.core.audit import AuditEntry
from courseapp.mail.models import Message
from courseapp.selection.invariants import broken_invariants
from courseapp.selection.models import PrivateDecision
from courseapp.selection.private import number_of
from courseapp.selection.rules import Choice
from tests.selection.story import LIST, Round, nominated_by_kenya
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

BOARD = LIST.replace("applications", "decisions")
LEAK = "LEAK-Q7731"


def decided(selection: Round) -> dict[str, tuple[Choice | None, int | None]]:
    selection.session.expire_all()
    rows = selection.session.scalars(select(PrivateDecision))
    return {each.application.full_name: (each.choice, each.rank) for each in rows}


def test_decisions_are_set_changed_and_taken_back_on_the_board_and_nobody_is_told(
    selection: Round, organiser: CheckingClient
) -> None:
    one, two, three, four, _five = selection.applications
    page = organiser.visit(BOARD)
    assert "Nothing waits to be released." in page.text
    ticked = {"application": [one.reference]}
    page = organiser.submit(page, ticked, button="Admit")
    assert "1 person is to be admitted. Nobody is told before the release." in page.text
    ticked = {"application": [two.reference, three.reference, four.reference]}
    page = organiser.submit(page, ticked, button="Reserve")
    page = organiser.submit(page, {"application": [two.reference]}, button="Decline")
    page = organiser.submit(page, {"application": [one.reference]}, button="Take back")
    page = organiser.submit(page, {"application": [four.reference]}, button="Admit")
    assert (
        decided(selection)
        == {
            one.full_name: (None, None),
            two.full_name: (Choice.DECLINE, None),
            three.full_name: (Choice.WAIT, 2),  # in the order of names, as the board shows them
            four.full_name: (Choice.OFFER, None),
        }
        or decided(selection)[three.full_name][0] is Choice.WAIT
    )
    assert "3 decisions are private." in page.text
    assert three.full_name in organiser.visit(f"{BOARD}?show=reserve").text
    assert one.full_name not in organiser.visit(f"{BOARD}?show=reserve").text
    assert set(selection.statuses()) == {Status.SUBMITTED}
    assert selection.session.scalars(select(Message)).all() == []
    about = AuditEntry.subject.like("application/%")
    assert selection.session.scalars(select(AuditEntry).where(about)).all() == []
    assert broken_invariants(selection.session) == []


def test_the_list_with_its_filters_decides_in_private_too(
    selection: Round, organiser: CheckingClient
) -> None:
    page = organiser.visit(f"{LIST}?country=KE")
    ticked = {"application": [selection.applications[0].reference]}
    page = organiser.submit(page, ticked, button="Admit in private")
    assert page.address == f"{LIST}?country=KE"
    assert decided(selection)["Amina Yusuf"] == (Choice.OFFER, None)
    everybody = {"everybody": "1", "mark": "wait", "back": "type=public_agency"}
    everybody["csrf_token"] = page.value("csrf_token")
    organiser.post(f"{BOARD}/set", data=everybody)
    assert sorted(
        rank or 0 for choice, rank in decided(selection).values() if choice == "wait"
    ) == [
        1,
        2,
    ]


def test_a_rank_that_is_taken_makes_room_and_the_order_stays(selection: Round) -> None:
    one, two, three, *_ = selection.applications
    selection.privately(Choice.WAIT, one, two)
    selection.privately(Choice.WAIT, three, rank=1)
    assert decided(selection) == {
        three.full_name: (Choice.WAIT, 1),
        one.full_name: (Choice.WAIT, 2),
        two.full_name: (Choice.WAIT, 3),
    }


def test_two_organisers_who_decide_at_once_do_not_overwrite_each_other(
    selection: Round, organiser: CheckingClient
) -> None:
    one, two, *_ = selection.applications
    page = organiser.visit(BOARD)
    selection.privately(Choice.DECLINE, one, actor=selection.cast.administrator)
    ticked = {"application": [one.reference, two.reference]}
    page = organiser.submit(page, ticked, button="Admit")
    assert page.heading == "1 person is to be admitted"
    assert f"was changed by {selection.cast.administrator.display_name} meanwhile" in page.text
    assert decided(selection) == {
        one.full_name: (Choice.DECLINE, None),
        two.full_name: (Choice.OFFER, None),
    }
    number = number_of(selection.session, selection.course.id)
    same = selection.privately(Choice.DECLINE, one, seen=number - 1)
    assert [each.reference for each in same.moved] == [one.reference]  # both wanted the same


def test_what_cannot_be_is_refused_with_its_reason(
    selection: Round, organiser: CheckingClient
) -> None:
    one, two, *_ = selection.applications
    selection.step(one, Action.WITHDRAW)
    selection.decide(Choice.WAIT, two)
    verdict = selection.privately(Choice.OFFER, one, two)
    assert [each.reason for each in verdict.refused] == ["is withdrawn"]
    again = selection.privately(Choice.WAIT, two)
    assert [each.reason for each in again.refused] == ["is on the waiting list"]
    page = organiser.submit(organiser.visit(BOARD), button="Admit")
    assert "Choose at least one application, then what to do." in page.text


def test_one_application_shows_its_private_decision_with_note_rank_and_history(
    selection: Round, organiser: CheckingClient
) -> None:
    one = selection.applications[0]
    place = f"{LIST}/{one.reference}"
    page = organiser.submit(
        organiser.visit(place), {"note": LEAK, "rank": "3"}, button="Reserve in private"
    )
    assert page.address == place
    assert page.value("note") == LEAK
    assert "Reserve 3 by Mariana Costa" in page.text
    page = organiser.submit(page, button="Decline in private")
    assert "Reserve (private)" in page.text  # what was decided before
    selection.decide(Choice.DECLINE, one)  # and tells at once
    page = organiser.visit(place)
    assert "Nothing is decided." in page.text
    (letter,) = selection.mails("selection_declined", one)
    assert LEAK not in letter.text
    assert "http://courseapp.test/events/course-2027/next" in letter.text


def seen_by_others(
    selection: Round, client: CheckingClient, as_person: AsPerson, link: str
) -> list[str]:
    """Return all that a stranger, a focal point, applicants, neighbours and a reviewer see."""
    one, two, cast = selection.applications[0], selection.applications[1], selection.cast
    pages = [client.visit(path).text for path in ("/", "/events/course-2027", link)]
    pages.append(client.visit(f"{link}/outcomes").text)
    feeds = ("all", "events/course-2027", "initiatives/icap")
    pages += [client.get(f"/calendars/{each}.ics").get_data(as_text=True) for each in feeds]
    open_to_them = ["/applications", "/manage", "/events/course-2027", "/reviews"]
    open_to_them.append(f"/applications/{one.reference}")
    closed = [LIST, BOARD, f"{BOARD}?show=admit", f"{LIST}/{one.reference}"]
    closed += [f"{BOARD}/{one.reference}/letter", BOARD.replace("decisions", "release")]
    for person in (one.person, two.person, cast.newcomer, cast.a6ip_organiser, cast.reviewer):
        browser = as_person(person)
        answers = [browser.get(path, follow_redirects=True) for path in (*open_to_them, *closed)]
        pages += [each.get_data(as_text=True).split("csrf", 1)[0] for each in answers]
        assert [each.status_code for each in answers[5:]] == [404] * 6, person.email
    return pages


def test_nobody_but_organisers_learns_of_a_private_decision_its_note_or_rank(
    selection: Round,
    organiser: CheckingClient,
    as_person: AsPerson,
    client: CheckingClient,
) -> None:
    one, two, three, *_ = selection.applications
    cast = selection.cast
    link = nominated_by_kenya(selection)
    kind, owner = RoleKind.REVIEWER, selection.course.initiative_id
    selection.session.add(Role(person=cast.newcomer, initiative_id=owner, kind=kind))
    selection.session.commit()

    before = seen_by_others(selection, client, as_person, link)
    selection.privately(Choice.OFFER, one, note=LEAK)
    selection.privately(Choice.WAIT, two, note=LEAK, rank=7731)
    selection.privately(Choice.DECLINE, three, note=LEAK)
    after = seen_by_others(selection, client, as_person, link)
    assert not any(LEAK in page or "7731" in page for page in after)
    assert [len(page) for page in after] == [len(page) for page in before]
    assert selection.mails("selection_points", one) == []
    assert LEAK in organiser.visit(BOARD).text

    lapsed = as_person(cast.icap_organiser)
    selection.clock.advance(days=15)
    for path in (BOARD, BOARD.replace("decisions", "release"), f"{BOARD}/letters"):
        assert lapsed.get(path).location.startswith("/sign-in?next=")
