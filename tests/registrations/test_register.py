"""One page, two fields, one letter: a seat at once, without an account."""

import pytest
from sqlalchemy import func, select

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.audit import AuditEntry
from courseapp.registrations.models import Registration
from tests.events.story import with_public_session
from tests.registrations.story import FIRST, JOIN, Webinar
from tests.support.checking_client import CheckingClient
from tests.support.people import AsPerson


def test_the_whole_way_from_the_event_to_joining_it(
    client: CheckingClient, webinar: Webinar
) -> None:
    with_public_session(
        webinar.session, webinar.cast.icap_organiser, webinar.clock.now, webinar.event, **FIRST
    )
    client.set_cookie("zone", "Africa/Lome")
    event = client.visit(f"/events/{webinar.event.slug}")
    page = client.follow(event, "Register")
    webinar.clock.advance(seconds=5)
    fields = {"full_name": "Afi", "email": " Afi@Example.org"}
    told = client.submit(page, fields, button="Register")

    assert told.heading == "Please look into your mail"
    assert webinar.standing() == {"afi": Status.CONFIRMED}
    (letter,) = webinar.letters()
    assert letter.to_address == "afi@example.org"
    assert letter.subject == "You are registered – Webinar on authorization"
    for text in ("Mon 15 Mar 2027, 20:00 – 22:30 JST", "11:00 – 13:30 UTC", "Good day Afi,"):
        assert text in letter.text, text
    assert letter.holds_secret
    assert JOIN not in letter.text + letter.html

    own = client.visit(webinar.link())
    assert "You have a seat" in own.text
    assert client.follow(own, "Cancel my registration").heading == "Cancel your registration"
    assert f'href="{JOIN}"' in own.html
    assert "11:00 – 13:30" in own.text
    files = client.get(f"{webinar.link()}/calendar.ics").get_data(as_text=True)
    assert "SUMMARY:Webinar on authorization" in files.replace("\r\n ", "")
    assert JOIN in files.replace("\r\n ", "")
    assert webinar.link().rpartition("/")[2] not in files.replace("\r\n ", "")


def test_who_is_signed_in_finds_her_name_and_sees_her_page_at_once(
    as_person: AsPerson, webinar: Webinar
) -> None:
    newcomer = webinar.cast.newcomer
    browser = as_person(newcomer)
    page = browser.visit(webinar.page)
    assert page.value("email") == newcomer.email
    assert page.value("full_name") == newcomer.full_name
    webinar.clock.advance(seconds=2)
    own = browser.submit(page, {"full_name": "Tevita"}, button="Register")

    assert own.heading == "Your registration: Webinar on authorization"
    assert browser.visit(webinar.page).address == own.address
    assert "You take part" in browser.visit(f"/events/{webinar.event.slug}").text


@pytest.mark.parametrize(
    "name",
    [
        "Tevita",
        "سارة أحمد",
        "王小明",
        "Zoë 🌍",
        "🌍",
        "María-José O’Ñandú",
        "é" * 300,
        "  Ana Lu\t",
    ],
)
def test_any_name_is_taken_and_comes_back_as_it_is(
    client: CheckingClient, webinar: Webinar, name: str
) -> None:
    webinar.register(client, name)
    application = webinar.session.scalars(select(Application)).one()
    kept = name.strip()
    assert application.full_name == application.certificate_name == kept
    assert application.person.full_name == kept
    assert f"Good day {kept}," in webinar.letters()[0].text
    assert kept in client.visit(webinar.link()).text


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "Enter your name."),
        (" \u200b\u200b ", "Enter your name."),
        ("é" * 301, "Use at most 300 characters."),
        ("Win now http://spam.example", "Enter a name without a web address."),
    ],
)
def test_what_is_no_name_is_told_beside_the_field(
    client: CheckingClient, webinar: Webinar, name: str, says: str
) -> None:
    page = webinar.register(client, name, status=422)
    assert says in page.text
    assert page.value("email") == "afi@example.org"
    assert webinar.standing() == {}


def test_line_ends_reach_no_header_and_no_letter_of_their_own(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.register(client, "Afi\r\nBcc: all@example.org\r\n\r\nBuy", "afi@example.org")
    (letter,) = webinar.letters()
    assert "\nBcc" not in letter.subject + letter.text + letter.to_address
    page = webinar.register(client, "Afi", "afi@example.org\r\nBcc: x@example.org", status=422)
    assert "not an e-mail address" in page.text
    assert len(webinar.letters()) == 1


def test_nobody_learns_who_is_registered_and_her_letter_comes_once_in_hours(
    client: CheckingClient, webinar: Webinar
) -> None:
    first = webinar.register(client)
    again = webinar.register(client, "Somebody Else", "AFI@example.org ")
    assert (again.address, again.html) == (first.address, first.html)
    assert len(webinar.letters()) == 1

    webinar.clock.advance(hours=4)
    assert webinar.register(client).html == first.html
    (letter,) = webinar.letters("registration_already")
    assert "You have a seat. Nothing has changed by it." in letter.text
    assert webinar.link("registration_already") == webinar.link("registration_confirmed")
    application = webinar.session.scalars(select(Application)).one()
    assert application.full_name == "Afi"
    assert webinar.event.seats_taken == 1


def test_a_robot_is_thanked_with_the_same_page_and_nothing_is_kept(
    client: CheckingClient, webinar: Webinar
) -> None:
    person = webinar.register(client)
    page = client.visit(webinar.page)
    robot = client.submit(page, {"full_name": "R", "email": "r@example.org"}, button="Register")
    assert robot.html == person.html
    page = client.visit(webinar.page)
    webinar.clock.advance(seconds=9)
    filled = {"full_name": "R", "email": "r@example.org", "further_remarks": "casino"}
    assert client.submit(page, filled, button="Register").html == person.html
    assert webinar.standing() == {"afi": Status.CONFIRMED}


def test_one_mailbox_is_not_flooded(client: CheckingClient, webinar: Webinar) -> None:
    for _ in range(5):
        webinar.register(client)
    page = webinar.register(client, status=422)
    assert "There were too many tries. Please wait" in page.text
    assert len(webinar.letters()) == 1


def test_an_account_keeps_its_name_and_a_closed_one_gets_nothing(
    client: CheckingClient, webinar: Webinar
) -> None:
    known, closed = webinar.cast.accepted, webinar.cast.newcomer
    name, closed.disabled_at = known.full_name, webinar.clock.now
    webinar.session.commit()
    open_answer = webinar.register(client, "Mallory", known.email)
    closed_answer = webinar.register(client, "Mallory", closed.email)

    assert closed_answer.html == open_answer.html
    assert webinar.session.get_one(Person, known.id).full_name == name
    assert [each.to_address for each in webinar.letters()] == [known.email]


def test_a_page_without_its_token_keeps_what_was_typed(
    client: CheckingClient, webinar: Webinar
) -> None:
    page = client.visit(webinar.page)
    webinar.clock.advance(seconds=5)
    fields = dict(page.form(button="Register").fill({}, "Register").fields)
    typed = {**fields, "full_name": "Afi", "email": "afi@example.org", "csrf_token": ""}
    answer = client.post(webinar.page, data=typed)
    assert answer.status_code == 422
    assert 'value="afi@example.org"' in answer.get_data(as_text=True)
    assert webinar.standing() == {}


def test_somebody_elses_link_opens_nothing(client: CheckingClient, webinar: Webinar) -> None:
    webinar.fill(client, "one", "two")
    one, two = webinar.link(to="one"), webinar.link(to="two")
    number, _, secret = one.rpartition("/")[2].partition("-")
    other = two.rpartition("-")[2]
    for token in (
        f"{number}-{other}", f"{number}-", number, f"{number}-{secret[:-1]}", "٣-x",
        f"9999999999-{secret}", f"0-{secret}", "-", f"{number}-{secret.upper()}",
    ):  # fmt: skip
        page = client.visit(f"/registrations/{token}", status=404)
        assert page.heading == "This link does not work", token
        for act in ("cancel", "again", "runs"):
            assert client.post(f"/registrations/{token}/{act}").status_code == 404, token
        assert client.get(f"/registrations/{token}/calendar.ics").status_code == 404
    assert set(webinar.standing().values()) == {Status.CONFIRMED}


def test_her_page_is_private_and_a_new_secret_closes_the_old_one(
    client: CheckingClient, webinar: Webinar
) -> None:
    webinar.register(client)
    answer = client.get(webinar.link())
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    webinar.session.scalars(select(Registration)).one().nonce = "another"
    webinar.session.commit()
    client.visit(webinar.link(), status=404)


def test_each_step_leaves_a_trace(client: CheckingClient, webinar: Webinar) -> None:
    webinar.register(client)
    client.post(f"{webinar.link()}/cancel")
    client.post(f"{webinar.link()}/again")
    verbs = select(AuditEntry.verb).where(AuditEntry.subject.startswith("application/"))
    entries = webinar.session.scalars(verbs.order_by(AuditEntry.id)).all()
    assert entries == ["register", "withdraw", "register"]
    assert webinar.session.scalar(select(func.count(Person.id)).filter_by(email="afi@example.org"))


def test_who_reads_french_registers_and_is_written_to_in_french(
    client: CheckingClient, webinar: Webinar
) -> None:
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr-TG"
    page = client.visit(webinar.page)
    assert page.heading == "S’inscrire : Webinar on authorization"
    webinar.clock.advance(seconds=5)
    empty = client.submit(page, {"email": "nobody"}, button="S’inscrire", status=422)
    assert "Ceci n’est pas une adresse électronique." in empty.text
    assert "Saisissez votre nom." in empty.text
    webinar.clock.advance(seconds=5)
    fields = {"full_name": "Afi", "email": "afi@example.org"}
    told = client.submit(empty, fields, button="S’inscrire")
    assert told.heading == "Veuillez regarder dans votre messagerie"
    (letter,) = webinar.letters()
    assert letter.subject == "Vous êtes inscrit – Webinar on authorization"
    assert "Bonjour Afi," in letter.text
    del client.environ_base["HTTP_ACCEPT_LANGUAGE"]
    own = client.visit(webinar.link())  # elsewhere, it is known in which language she registered
    assert "Vous avez une place" in own.text
    gone = client.submit(
        client.follow(own, "Annuler mon inscription"), button="Annuler mon inscription"
    )
    assert "Vous avez annulé" in gone.text
