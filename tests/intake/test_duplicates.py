"""One person with two addresses: suggested, looked at, and decided by an organiser."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.applications.rules import Cause, Status
from courseapp.forms.models import FormVersion
from courseapp.intake.duplicates.deciding import BOTH_SEATS, merge, tell_apart, two_of
from courseapp.intake.duplicates.finding import possible_duplicates
from courseapp.intake.notes import write_note
from tests.applications.story import mails
from tests.intake.story import LIST, ONCE_OPEN, SECRET, Desk, sent, statements
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

OTHER_SECRET = "Hoehenangst"


@dataclass(frozen=True)
class Twice:
    """Amina applied twice: once as Amina Yusuf, once with her family name in front."""

    desk: Desk
    first: Application
    second: Application

    @property
    def address(self) -> str:
        return f"{LIST}/duplicates/{self.first.reference}/{self.second.reference}"

    def fresh(self) -> "Twice":
        self.desk.session.expire_all()
        return self

    def pairs(self) -> list[tuple[str, str]]:
        with self.desk.app.app_context():
            found = possible_duplicates(self.desk.session, self.desk.course)
        return [(each.first.name, each.second.name) for each in found]


@pytest.fixture
def twice(desk: Desk) -> Twice:
    version = desk.applications[0].form_version
    assert version is not None
    answers = {
        "full_name": "YUSUF Amina",
        "work_country": "KE",
        "plan": "Another plan",
        "years": "13",
        "diet": ONCE_OPEN,
        "health": OTHER_SECRET,
    }
    second = sent(desk.session, desk.course, version, desk.clock.now, answers, 77)
    desk.session.commit()
    return Twice(desk, desk.applications[0], second)


def test_both_are_read_side_by_side_and_merged(
    twice: Twice, organiser: CheckingClient, as_person: AsPerson
) -> None:
    page = organiser.visit(organiser.visit(LIST).link("Duplicates"))
    assert "same name" in page.text
    page = organiser.visit(page.link("Look at both applications: Amina Yusuf and YUSUF Amina"))
    assert "Another plan" in page.text
    for secret in (SECRET, OTHER_SECRET, ONCE_OPEN):
        assert secret not in page.html
    values = {"keep": twice.first.reference, "from.plan": twice.second.reference}
    page = organiser.submit(page, values, button="Merge")
    assert page.heading == "Amina Yusuf"
    assert f"{twice.second.reference} is set aside" in page.text
    first, second = twice.fresh().first, twice.second
    assert (first.status, second.status) == (Status.SUBMITTED, Status.WITHDRAWN)
    assert first.answers["plan"] == "Another plan"
    assert first.answers["health"] == SECRET
    assert [each.cause for each in first.sendings] == [Cause.ON_BEHALF]
    assert second.answers["health"] == OTHER_SECRET  # nothing of it is lost
    (mail,) = mails(twice.desk.session, "application_set_aside")
    assert mail.to_address == second.person.email
    assert first.reference not in mail.text + mail.html
    assert first.person.email not in mail.text + mail.html
    hers = as_person(second.person).visit(f"/applications/{second.reference}")
    assert "The organisers think that you applied twice" in hers.text
    assert first.reference not in hers.html
    assert twice.pairs() == []


def test_what_was_merged_comes_back(twice: Twice, organiser: CheckingClient) -> None:
    note = (twice.desk.organiser, twice.desk.clock.now, twice.second, "Rang twice")
    write_note(twice.desk.session, *note)
    twice.desk.session.commit()
    organiser.submit(organiser.visit(twice.address), button="Merge")  # the newer one stays
    assert twice.fresh().first.status is Status.WITHDRAWN
    assert "Rang twice" in organiser.visit(f"{LIST}/{twice.second.reference}").text
    page = organiser.submit(organiser.visit(twice.address), button="Bring it back")
    assert "it stands as sent" in page.text
    assert twice.fresh().first.status is Status.SUBMITTED
    assert twice.pairs() == [("Amina Yusuf", "YUSUF Amina")]


def test_two_persons_stay_two_and_are_not_suggested_again(
    twice: Twice, organiser: CheckingClient
) -> None:
    page = organiser.submit(organiser.visit(twice.address), button="Not the same person")
    assert "They are not suggested again." in page.text
    assert twice.pairs() == []
    statuses = {twice.fresh().first.status, twice.second.status}
    assert statuses == {Status.SUBMITTED}
    assert mails(twice.desk.session, "application_set_aside") == []


def test_who_comes_second_is_told_and_changes_nothing(
    twice: Twice, organiser: CheckingClient
) -> None:
    mine, colleagues = organiser.visit(twice.address), organiser.visit(twice.address)
    organiser.submit(colleagues, {"keep": twice.second.reference}, button="Merge")
    page = organiser.submit(mine, {"keep": twice.first.reference}, button="Merge", status=422)
    assert "Mariana Costa has merged these two already." in page.text
    organiser.submit(mine, {"keep": twice.second.reference}, button="Merge")  # the same press
    assert twice.fresh().first.status is Status.WITHDRAWN
    assert len(mails(twice.desk.session, "application_set_aside")) == 1


def test_a_change_in_between_is_noticed(twice: Twice, organiser: CheckingClient) -> None:
    page = organiser.visit(twice.address)
    twice.first.version += 1
    twice.desk.session.commit()
    values = {"from.plan": twice.second.reference, "keep": twice.first.reference}
    page = organiser.submit(page, values, button="Merge", status=422)
    assert "Please read them again." in page.text
    chosen = page.soup.select_one("input[name='from.plan'][checked]")
    assert chosen is not None
    assert chosen["value"] == twice.second.reference


def test_a_seat_is_never_lost(twice: Twice, organiser: CheckingClient) -> None:
    twice.first.status, twice.first.reply_by = (
        Status.OFFERED,
        twice.desk.clock.now + timedelta(days=3),
    )
    twice.desk.course.seats_taken = 1
    twice.desk.session.commit()
    page = organiser.visit(twice.address)
    assert page.value("keep") == twice.first.reference
    page = organiser.submit(page, {"keep": twice.second.reference}, button="Merge", status=422)
    assert "The application that holds a seat is the one that stays." in page.text
    twice.second.status, twice.second.reply_by = Status.OFFERED, twice.first.reply_by
    twice.desk.session.commit()
    assert BOTH_SEATS.split(".")[0] in organiser.visit(twice.address).text


def test_suggestions_cost_the_same_for_few_and_for_many(app: Flask, twice: Twice) -> None:
    desk = twice.desk
    few = statements(app, lambda: possible_duplicates(desk.session, desk.course))
    version = desk.session.get_one(FormVersion, twice.first.form_version_id)
    for number in range(100, 160):
        answers = {"full_name": f"Person {number}"}
        sent(desk.session, desk.course, version, desk.clock.now, answers, number)
    desk.session.commit()
    assert statements(app, lambda: possible_duplicates(desk.session, desk.course)) <= few


def test_what_she_is_changing_herself_stays_typed(
    app: Flask, session: Session, twice: Twice
) -> None:
    twice.first.typed = {**twice.first.answers, "years": "15"}
    with app.test_request_context():
        two = two_of(session, twice.desk.course, twice.first.reference, twice.second.reference)
        at = twice.desk.clock.now
        merge(session, twice.desk.organiser, at, two, two.seen, twice.first, ["plan"])
        tell_two = (session, twice.desk.organiser, at, two)
        with pytest.raises(Exception, match="has merged these two already"):
            tell_apart(*tell_two)
    assert twice.first.answers["years"] == "12"
    assert twice.first.typed is not None
    assert (twice.first.typed["years"], twice.first.typed["plan"]) == ("15", "Another plan")
