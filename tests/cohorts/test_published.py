"""What everybody may read of how people were chosen: the seed, digests, and never a name."""

from hashlib import sha256

from courseapp.applications.rules import Status
from courseapp.cohorts.adjusting import adopt, lock_cohort
from courseapp.cohorts.approving import approve
from courseapp.cohorts.model.lottery import lottery_number
from courseapp.cohorts.names_read import calling
from courseapp.cohorts.planning import set_seed
from courseapp.cohorts.proposing import propose, read
from tests.applications.story import SLUG
from tests.cohorts.story import PEOPLE, Choice
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson

EVENT, PAGE = f"/events/{SLUG}", f"/events/{SLUG}/how-chosen"


def approved(choice: Choice) -> None:
    """Propose, lock and approve; nobody is told yet."""
    with choice.app.test_request_context():
        about = (choice.session, choice.organiser, choice.clock.now)
        row = adopt(*about, choice.course, read(propose(*about, choice.course)))
        called = calling(choice.session, choice.course)
        lock_cohort(*about, row, row.version, 0, called)
        approve(choice.session, choice.second, choice.clock.now, row, row.version, called)
        choice.session.commit()


def test_before_anybody_is_told_strangers_find_nothing_but_a_seed_that_was_published(
    choice: Choice, client: CheckingClient
) -> None:
    approved(choice)
    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.visit(EVENT).links.values()


def test_a_seed_is_public_before_the_draw_with_the_time_of_its_publication(
    choice: Choice, client: CheckingClient
) -> None:
    set_seed(choice.session, choice.organiser, choice.clock.now, choice.course, "4 8 15 16 23 42")
    choice.session.commit()
    page = client.follow(client.visit(EVENT), "How people are chosen")
    assert "4 8 15 16 23 42" in page.text
    assert "It was published on Mon 1 Mar 2027" in page.text
    approved(choice)
    assert choice.cohort().digest not in client.visit(PAGE).text


def test_once_people_know_everybody_reads_the_seed_and_digests_and_can_check_them(
    choice: Choice, client: CheckingClient, as_person: AsPerson
) -> None:
    approved(choice)
    choice.move("Ana", Status.CONFIRMED)
    choice.move("Lena", Status.DECLINED)
    page = client.follow(client.visit(EVENT), "How people are chosen")
    cohort, row = choice.cohort(), choice.proposal()
    task = read(row).task
    for part in (row.task_digest, row.result_digest, cohort.digest, row.solver):
        assert part in page.text
    made_of = next(each for each in page.text.split() if each == SLUG)
    day = row.lists_on.isoformat()
    assert sha256(f"{made_of} {day}".encode()).hexdigest()[:16] == task.seed
    assert f"printf '%s\\n%s' '{task.seed}'" in page.text
    lena = choice.reference("Lena")
    by_hand = int(sha256(f"{task.seed}\n{lena}".encode()).hexdigest(), 16)
    assert by_hand == lottery_number(task.seed, lena)
    for name, *_ in PEOPLE:
        assert name not in page.html
    own = as_person(choice.named("Lena").person)
    page = own.follow(own.visit(f"/applications/{lena}"), "See how people were chosen")
    assert page.path == PAGE
