"""The organisers' page: who was invited to what, who answered what, and the switches."""

from courseapp.invitations.receiving.taking import receive
from courseapp.invitations.rules import Answer
from courseapp.scenarios.cast import Part
from tests.invitations.mails import APPLE, reply_to
from tests.invitations.story import Training, new_training
from tests.support.people import AsPerson

PAGE = "/manage/events/training-2027/invitations"


def taken(training: Training, mail: bytes) -> None:
    with training.app.app_context():
        receive(training.session, training.clock.advance(hours=2), mail)
        training.session.commit()


def test_the_page_says_what_to_expect_before_anybody_has_a_seat(
    training: Training, as_person: AsPerson
) -> None:
    page = as_person(training.cast.icap_organiser).visit(PAGE)
    assert "Nobody is invited yet" in page.text
    assert "Invitation: Day 29 – Training on registries" in page.text
    assert "Please answer with the buttons of your calendar program" in page.text


def test_numbers_and_people_by_session_and_what_came_by_mail(
    training: Training, as_person: AsPerson
) -> None:
    for person in (training.cast.accepted, training.cast.newcomer):
        training.seat(person)
    sent = training.work()
    taken(training, reply_to(sent[0], "DECLINED", comment="I fly that day").written(APPLE))
    taken(training, reply_to(sent[0], sender="somebody@example.org").written(APPLE))
    browser = as_person(training.cast.icap_organiser)
    page = browser.visit(PAGE)
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in page.soup.select("table")[0].select("tbody tr")
    ]
    numbers = [row[2:] for row in rows]
    assert numbers == [["2", "1", "0", "0", "1"], ["2", "2", "0", "0", "0"]]
    assert "Not from the address that was invited" in page.text
    people = browser.visit(page.link("Day 29 – Training on registries"))
    assert "I fly that day" in people.text
    assert training.cast.newcomer.full_name in people.text
    declined = browser.visit(f"{PAGE}/people?session={sent[0].uid}&answer=DECLINED")
    assert training.cast.accepted.full_name in declined.text
    assert training.cast.newcomer.full_name not in declined.text
    accepted = browser.visit(f"{PAGE}/people?session={sent[0].uid}&answer=ACCEPTED")
    assert "Nobody fits" in accepted.text


def test_choosing_and_pausing_are_remembered_and_logged(
    training: Training, as_person: AsPerson
) -> None:
    browser = as_person(training.cast.icap_organiser)
    page = browser.submit(
        browser.visit(PAGE), {"style": "one_letter", "asking": "no"}, button="Save"
    )
    assert "One letter for all sessions" in page.text
    assert page.soup.find("input", {"value": "one_letter", "checked": True})
    page = browser.submit(page, button="Pause invitations")
    assert "Invitations are paused" in page.text
    training.seat(training.cast.accepted)
    assert training.work() == []
    page = browser.visit(PAGE)
    assert "1 message waits" in page.text
    page = browser.submit(page, button="Let them go on")
    assert "Invitations are paused" not in page.text
    history = browser.visit("/manage/events/training-2027/history").text
    assert "Paused the invitations." in history
    assert "One letter with all sessions." in history


def test_a_choice_that_does_not_exist_is_refused_beside_its_field(
    training: Training, as_person: AsPerson
) -> None:
    browser = as_person(training.cast.icap_organiser)
    token = browser.visit(PAGE).value("csrf_token")
    sent = {"csrf_token": token, "style": "by pigeon", "asking": "no"}
    assert browser.post(PAGE, data=sent).status_code == 422


def test_a_neighbour_finds_nothing_and_a_stranger_is_not_told_that_there_is_something(
    training: Training, as_person: AsPerson
) -> None:
    training.seat(training.cast.accepted)
    uid = training.work()[0].uid
    others = [
        as_person(training.cast.people[part]) for part in (Part.A6IP_ORGANISER, Part.ACCEPTED)
    ]
    for browser in (*others, training.client):
        for path in (PAGE, f"{PAGE}/people?session={uid}"):
            assert browser.get(path).status_code == 404
    organiser = as_person(training.cast.icap_organiser)
    assert organiser.get(f"{PAGE}/people?session=nothing").status_code == 404
    other = new_training(training.session, training.clock.now, slug="other", title="Other")
    foreign = other.sessions[0].calendar_uid
    assert organiser.get(f"{PAGE}/people?session={foreign}").status_code == 404


def test_she_sees_her_own_answers_on_her_own_page(training: Training, as_person: AsPerson) -> None:
    hers = training.seat(training.cast.accepted)
    browser = as_person(training.cast.accepted)
    path = f"/applications/{hers.reference}"
    assert "2 sessions wait for your answer" in browser.visit(path).text
    sent = training.work()
    taken(training, reply_to(sent[1], Answer.TENTATIVE.value).written(APPLE))
    page = browser.visit(path)
    assert "One session waits for your answer" in page.text
    chosen = page.soup.select("input[type=radio][checked]")
    assert [(each["name"], each["value"]) for each in chosen] == [
        (f"answer-{sent[1].uid}", "TENTATIVE")
    ]


def test_the_page_costs_the_same_whatever_the_number_of_people(
    training: Training, as_person: AsPerson
) -> None:
    browser, costs = as_person(training.cast.icap_organiser), []
    for person in (training.cast.accepted, training.cast.newcomer, training.cast.waiting):
        training.seat(person)
        training.work()
        browser.visit(PAGE)
        with training.counted() as statements:
            browser.visit(PAGE)
        costs.append(len(statements))
    assert costs[0] == costs[1] == costs[2]
