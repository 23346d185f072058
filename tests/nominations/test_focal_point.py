"""A focal point's own page: what she reads, whom she names, in which order, and what she sees."""

from datetime import timedelta
from logging import makeLogRecord

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action
from courseapp.events.rules import EventStatus
from courseapp.nominations.invariants import broken_quotas
from courseapp.nominations.models import Nomination, Quota
from courseapp.nominations.plans import PointPlan
from courseapp.nominations.rules import NominationState
from courseapp.web.discretion import HideSecrets
from tests.applications.story import new_draft, submitted
from tests.nominations.story import NAME, POINT, Stage, link_in, typed
from tests.support.checking_client import CheckingClient

HOSTILE = [
    "أحمد بن عبد الله",
    "Kalisi 🌺 Fonua",
    "ℵ" * 300,
    "O'Neill <b>& Søn</b>",
]


def people_of(link: str, stage: Stage, name: str) -> str:
    return f"{link}/people/{stage.people()[name].id}"


def test_opening_the_link_changes_nothing_and_says_what_is_asked(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.asked(note="We look for people who write laws.")
    assert "We look for people who write laws." in stage.letters()[-1].text
    page = client.visit(link)
    assert page.heading == "Nominate people"
    for text in (
        *("up to 2 people for Tonga", "0 of 2 used, 2 left", "Wed 31 Mar 2027, 23:59 CEST"),
        *("Thu 15 Apr 2027, 23:59 CEST", "Nobody is nominated yet.", "mariana.costa@example.org"),
    ):
        assert text in page.text
    assert "By post." not in page.text  # the organisers' note
    assert stage.people() == {}


def three_named(stage: Stage, client: CheckingClient) -> str:
    """Return the link of a focal point who named Ana, 李明 and Ольга, each sent twice."""
    link = stage.asked(stage.quota(size=3))
    for number, name in enumerate(("Ana", "李明", "Ольга")):
        page = client.visit(link)
        for _ in range(2):
            client.submit(page, typed(name, f"P{number}@Gov.to"), button=NAME)
    return link


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    stage: Stage, client: CheckingClient
) -> None:
    page = client.visit(stage.asked())
    bad = client.submit(page, typed("", "no", position="Minister"), button=NAME, status=422)
    assert "Enter the name of the person." in bad.text
    assert (bad.value("position"), bad.value("email")) == ("Minister", "no")
    assert stage.people() == {}


def test_she_names_people_and_puts_them_into_her_order(
    stage: Stage, client: CheckingClient
) -> None:
    link = three_named(stage, client)
    assert stage.ranks() == ["Ana", "李明", "Ольга"]
    letters = stage.letters("nomination_invitation")
    assert [each.to_address for each in letters] == ["p0@gov.to", "p1@gov.to", "p2@gov.to"]
    page = client.visit(link)
    assert "All your nominations are used." in page.text
    up = f"{people_of(link, stage, 'Ольга')}/up"
    client.submit(page, form=up)
    assert stage.ranks() == ["Ana", "Ольга", "李明"]
    told = client.submit(page, form=up)  # from a page that shows the earlier order
    assert "The order changed a moment ago." in told.text
    assert stage.ranks() == ["Ana", "Ольга", "李明"]
    client.submit(client.visit(link), form=f"{people_of(link, stage, 'Ana')}/down")
    assert stage.ranks() == ["Ольга", "Ana", "李明"]


def test_somebody_else_takes_the_place_and_who_is_withdrawn_leaves_no_gap(
    stage: Stage, client: CheckingClient
) -> None:
    link, instead = three_named(stage, client), "Nominate this person instead"
    other = client.visit(f"{people_of(link, stage, 'Ana')}/replace")
    twice = client.submit(other, typed("Li", "p1@gov.to"), button=instead, status=422)
    assert "李明 is nominated already, with this address." in twice.text
    for _ in range(2):
        client.submit(other, typed("Sione", "s@gov.to"), button=instead)
    assert stage.ranks() == ["Sione", "李明", "Ольга"]
    gone = client.visit(f"{people_of(link, stage, '李明')}/withdraw")
    for _ in range(2):
        client.submit(gone, button="Withdraw")
    assert stage.ranks() == ["Sione", "Ольга"]
    assert stage.quotas()[0].used == 2
    told = [each.to_address for each in stage.letters("nomination_withdrawn")]
    assert told == ["p0@gov.to", "p1@gov.to"]
    assert broken_quotas(stage.session) == []
    assert "2 of 3 used, 1 left" in client.visit(link).text
    client.expect_404(people_of(link, stage, "李明"))


def test_another_address_gets_its_own_invitation_and_only_as_long_as_nobody_began(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.asked()
    client.submit(client.visit(link), typed("Tevita", "wrong@gov.to"), button=NAME)
    first = link_in(stage.letters("nomination_invitation")[-1])
    own = people_of(link, stage, "Tevita")
    person = stage.cast.newcomer
    one, two = client.visit(own), client.visit(own)
    stage.clock.advance(minutes=1)
    client.submit(one, {"email": person.email}, button="Save")
    assert stage.letters("nomination_invitation")[-1].to_address == person.email
    client.expect_404(first)
    page = client.submit(two, {"position": "Minister"}, button="Save", status=422)
    assert "What is saved now" in page.text
    new_draft(stage.session, person, stage.event, stage.clock.now)
    page = client.submit(client.visit(own), {"email": "other@gov.to"}, button="Save", status=422)
    assert "has begun to apply with" in page.text
    client.submit(client.visit(own), {"position": "Minister"}, button="Save")
    assert stage.people()["Tevita"].position == "Minister"


def test_she_sees_how_far_each_has_come_and_an_outcome_only_when_it_is_known(
    stage: Stage, client: CheckingClient
) -> None:
    person, link = stage.cast.accepted, stage.asked()
    client.submit(client.visit(link), typed("Minh Anh", person.email.upper()), button=NAME)
    assert "Minh Anh ⋯ Invited" in client.visit(link).text
    draft = new_draft(stage.session, person, stage.event, stage.clock.now)
    draft.typed = {"motivation": "A secret motivation"}
    stage.session.commit()
    page = client.visit(link)
    assert "Has begun to apply" in page.text
    assert "secret motivation" not in page.html
    stage.session.delete(stage.session.get_one(Application, draft.id))
    stage.session.commit()
    with stage.app.test_request_context():
        sent = submitted(stage.session, person, stage.event, stage.clock.now)
        page = client.visit(link)
        assert "Has applied" in page.text
        assert sent.reference not in page.html
        actor, now = stage.cast.icap_organiser, stage.clock.now
        move(stage.session, sent, Action.DECLINE, actor, now)
        stage.session.commit()
    page = client.visit(link)
    assert "Gets no seat" in page.text
    own = people_of(link, stage, "Minh Anh")
    assert f"{own}/withdraw" not in page.links.values()
    client.post(f"{own}/withdraw")
    assert "Please write to the organisers" in client.visit(link).text
    assert stage.ranks() == ["Minh Anh"]


def test_two_focal_points_share_the_number_and_see_nobody_of_another_jurisdiction(
    stage: Stage, client: CheckingClient
) -> None:
    tonga, fiji = stage.quota(size=1), stage.quota(name="Fiji", country="FJ")
    first = stage.asked(tonga)
    second = stage.asked(tonga, PointPlan("second@mfa.example.org"))
    other = stage.asked(fiji, PointPlan("fiji@example.org"))
    before = client.visit(second)
    client.submit(client.visit(first), typed("Ana", "ana@gov.to"), button=NAME)
    full = client.submit(before, typed("Sione", "s@gov.to"), button=NAME, status=422)
    assert "Your one nomination is used." in full.text
    assert full.value("full_name") == "Sione"
    assert "Ana" in client.visit(second).text
    page = client.visit(other)
    assert "Ana" not in page.text
    assert "Tonga" not in page.text
    own = stage.people()["Ana"].id
    client.expect_404(f"{other}/people/{own}")
    for act in ("", "/up", "/withdraw", "/replace", "/again"):
        answer = client.post(f"{other}/people/{own}{act}", data=typed("Eve", "eve@gov.to"))
        assert answer.status_code == 404, act
    # the same person, named by both: neither learns it of the other
    client.submit(client.visit(other), typed("Ana", "ana@gov.to"), button=NAME)
    assert "0 of 2 used" not in client.visit(other).text


@pytest.mark.parametrize(
    ("days", "status", "said"),
    [
        (31, EventStatus.PUBLISHED, "People could be nominated until Wed 31 Mar 2027"),
        (46, EventStatus.PUBLISHED, "Applications closed on"),
        (0, EventStatus.POSTPONED, "The event is postponed."),
        (0, EventStatus.CANCELLED, "This event is cancelled"),
    ],
)
def test_when_nobody_can_be_nominated_the_page_says_why_and_refuses(
    stage: Stage, client: CheckingClient, days: int, status: EventStatus, said: str
) -> None:
    link = stage.asked()
    client.submit(client.visit(link), typed("Ana", "ana@gov.to"), button=NAME)
    stage.event.status = status
    stage.event.cancelled_at = stage.clock.now if status is EventStatus.CANCELLED else None
    stage.clock.advance(days=days)
    page = client.visit(link)
    assert said in page.text
    assert "Ana" in page.text
    assert page.soup.find("form", action=f"{link}/people") is None
    assert client.post(f"{link}/people", data=typed("Late", "l@gov.to")).status_code == 422
    own = people_of(link, stage, "Ana")
    for act in ("withdraw", "up", "again"):
        client.post(f"{own}/{act}")
    assert stage.ranks() == ["Ana"]


def test_names_in_any_script_and_of_any_length_are_kept_whole(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.asked(stage.quota(size=9))
    for number, name in enumerate(HOSTILE):
        client.submit(client.visit(link), typed(name, f"{number}@gov.to"), button=NAME)
    page = client.submit(
        client.visit(link), typed("ℵ" * 301, "long@gov.to"), button=NAME, status=422
    )
    assert "Use at most 300 characters." in page.text
    client.submit(
        client.visit(link), typed("Ana\r\nBcc: all@example.org", "crlf@gov.to"), button=NAME
    )
    assert stage.ranks() == [*HOSTILE, "Ana Bcc: all@example.org"]
    for letter in stage.letters("nomination_invitation"):
        assert "\n" not in letter.subject
        assert "\n" not in letter.to_address
        assert "<b>" not in letter.html
    more = client.submit(
        client.visit(link), typed("Eve", "eve@gov.to\r\nBcc: a@b.org"), button=NAME, status=422
    )
    assert "Enter an address such as" in more.text


def test_who_names_and_withdraws_without_end_is_stopped(
    stage: Stage, client: CheckingClient
) -> None:
    link = stage.asked(stage.quota(size=1))
    for number in range(13):
        client.submit(client.visit(link), typed(f"P{number}", f"p{number}@gov.to"), button=NAME)
        client.post(f"{people_of(link, stage, f'P{number}')}/withdraw")
    page = client.submit(client.visit(link), typed("Last", "last@gov.to"), button=NAME, status=422)
    assert "Please write to the organisers" in page.text
    assert stage.quotas()[0].used == 0


def test_the_address_is_given_to_nobody(stage: Stage, client: CheckingClient) -> None:
    link = stage.asked()
    for path in (link, "/nominate/nothing", "/nominated/nothing"):
        answer = client.get(path)
        told = [answer.headers[name] for name in ("Referrer-Policy", "X-Robots-Tag")]
        assert (told, answer.headers["Cache-Control"]) == (["no-referrer", "noindex"], "no-store")
    secret = link.rpartition("/")[2]
    assert len(secret) == 32  # 192 bits
    assert stage.quotas()[0].points[0].token_hash not in {None, secret}
    for path in (f"{link}/people", "/nominated/abc"):
        told_by_log = makeLogRecord({"msg": "Exception on %s", "args": (path,)})
        assert HideSecrets().filter(told_by_log)
        assert secret not in told_by_log.getMessage()
        assert "abc" not in told_by_log.getMessage()


def test_an_old_link_ends_some_weeks_after_the_event(stage: Stage, client: CheckingClient) -> None:
    link = stage.asked()
    stage.clock.now += timedelta(days=220)  # some weeks after 3 September
    page = client.visit(link, status=410)
    assert page.heading == "This link has ended"
    assert client.post(f"{link}/people", data=typed("Ana", "a@gov.to")).status_code == 404


def test_the_database_refuses_one_too_many_and_two_of_one_rank_or_address(stage: Stage) -> None:
    quota = stage.quota()
    stage.point(quota, POINT)
    stage.nominated(quota, "ana@gov.to")
    row = {
        "quota_id": quota.id,
        "full_name": "Eve",
        "folded_name": "eve",
        "state": NominationState.NAMED,
        "named_by": "x",
        **dict.fromkeys(("named_at", "changed_at", "invited_at"), stage.clock.now),
    }
    for wrong in (
        {"email": "ana@gov.to", "rank": 2},
        {"email": "eve@gov.to", "rank": 1},
        {"email": "eve@gov.to", "rank": None},
        {"email": "Eve@gov.to", "rank": 2},
    ):
        with pytest.raises(IntegrityError), stage.session.begin_nested():
            stage.session.execute(insert(Nomination).values(**row, **wrong, token_hash="t"))
    for used in (3, -1):
        with pytest.raises(IntegrityError), stage.session.begin_nested():
            stage.session.execute(update(Quota).values(used=used))
