"""A public form takes what people send, thanks robots for nothing, and loses no text."""

from dataclasses import dataclass

import pytest
from flask import Blueprint, Flask, redirect, render_template_string
from werkzeug.wrappers import Response
from wtforms import EmailField, TextAreaField
from wtforms.validators import InputRequired

from courseapp.accounts.honest_forms import (
    Allowance,
    HonestForm,
    needs_a_look,
    sealed,
    sender_network,
    spend,
)
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.extensions import csrf
from tests.support.checking_client import CheckingClient, checking_client
from tests.support.clock import FixedClock
from tests.support.pages import Page, Value

TEMPLATE = """
{% extends "layout.html" %}
{% from "_macros/forms.html" import form_start, form_end, field, error_summary, button %}
{% from "_macros/honest.html" import unseen_field %}
{% block title %}Write to us{% endblock %}
{% block content %}
{{ error_summary(form) }}
<h1>Write to us</h1>
{{ form_start(form=form) }}{{ unseen_field(form) }}{{ field(form.email) }}{{ field(form.text) }}
{{ button("Send") }}{{ form_end() }}
{% endblock %}
"""
THANKS = """
{% extends "layout.html" %}{% block title %}Thank you{% endblock %}
{% block content %}<h1>Thank you</h1>{% endblock %}
"""
ALLOWANCE = Allowance.of("write to us")
TYPED = "التحقق من الانبعاثات, said the minister 🌍"
VALUES: dict[str, Value] = {"email": "amina@ministry.example", "text": TYPED}
blueprint = Blueprint("letters", __name__)


class LetterForm(HonestForm):
    email = EmailField("E-mail address")
    text = TextAreaField("Your text", [InputRequired("Write something.")])


@blueprint.route("/letters", methods=["GET", "POST"])
@csrf.exempt
@allow(everyone)
def write() -> Response | tuple[str, int] | str:
    form = LetterForm()
    if not form.is_submitted():
        return render_template_string(TEMPLATE, form=form)
    if form.sent_by_robot():
        return redirect("/letters/thanks", 303)
    if form.validate():
        with answering(form):
            spend(session(), now(), ALLOWANCE, sender_network(), form.email.data)
            received.append(Letter(form.text.data or "", needs_a_look(form.text.data)))
            return redirect("/letters/thanks", 303)
    return render_template_string(TEMPLATE, form=form), 422


@blueprint.get("/letters/thanks")
@allow(everyone)
def thanks() -> str:
    return render_template_string(THANKS)


@dataclass(frozen=True)
class Letter:
    text: str
    is_held: bool


received: list[Letter] = []


@pytest.fixture
def writer(committed_app: Flask) -> CheckingClient:
    received.clear()
    committed_app.register_blueprint(blueprint)
    return checking_client(committed_app)


def send(writer: CheckingClient, clock: FixedClock, status: int = 200, **values: Value) -> Page:
    """Open the form, take half a minute to fill it in, and send it."""
    page = writer.visit("/letters")
    clock.advance(seconds=30)
    return writer.submit(page, {**VALUES, **values}, button="Send", status=status)


def test_a_person_who_takes_her_time_is_heard(writer: CheckingClient, clock: FixedClock) -> None:
    assert send(writer, clock).heading == "Thank you"
    assert received == [Letter(TYPED, is_held=False)]


@pytest.mark.parametrize("seconds", [0, 1, 2.9])
def test_who_answers_before_one_can_read_is_thanked_and_nothing_is_stored(
    writer: CheckingClient, clock: FixedClock, seconds: float
) -> None:
    page = writer.visit("/letters")
    clock.advance(seconds=seconds)
    assert writer.submit(page, VALUES, button="Send").heading == "Thank you"
    assert received == []


def test_who_fills_in_what_nobody_sees_is_thanked_and_nothing_is_stored(
    writer: CheckingClient, clock: FixedClock
) -> None:
    assert send(writer, clock, further_remarks="Buy now").heading == "Thank you"
    assert received == []


def test_a_missing_or_forged_time_is_thanked_and_nothing_is_stored(
    writer: CheckingClient, clock: FixedClock
) -> None:
    forged = sealed(clock.now, "a key that somebody guessed")
    for opened in ("", forged, "0.0", "\0", "9" * 5000):
        assert send(writer, clock, opened=opened).heading == "Thank you"
    assert received == []


def test_both_answers_are_the_same(writer: CheckingClient, clock: FixedClock) -> None:
    person, robot = send(writer, clock), send(writer, clock, further_remarks="Buy now")
    assert (person.address, person.html) == (robot.address, robot.html)


def test_who_mends_a_mistake_at_once_is_no_robot(writer: CheckingClient, clock: FixedClock) -> None:
    page = send(writer, clock, status=422, text="")
    assert writer.submit(page, VALUES, button="Send").heading == "Thank you"
    assert received == [Letter(TYPED, is_held=False)]


def test_a_page_that_lay_open_for_a_week_is_taken(
    writer: CheckingClient, clock: FixedClock
) -> None:
    page = writer.visit("/letters")
    clock.advance(days=7)
    assert writer.submit(page, VALUES, button="Send").heading == "Thank you"
    assert len(received) == 1


def test_after_more_than_a_week_it_comes_back_once_with_its_text(
    writer: CheckingClient, clock: FixedClock
) -> None:
    page = writer.visit("/letters")
    clock.advance(days=7, seconds=1)
    page = writer.submit(page, VALUES, button="Send", status=422)
    assert "This page was open for more than a week" in page.text
    assert page.value("text") == TYPED
    assert received == []
    assert writer.submit(page, button="Send").heading == "Thank you"  # at once, as people do
    assert received == [Letter(TYPED, is_held=False)]


def test_a_lost_cookie_costs_one_more_press_and_no_text(
    writer: CheckingClient, clock: FixedClock
) -> None:
    page = writer.visit("/letters")
    writer.delete_cookie("courseapp")
    clock.advance(seconds=30)
    page = writer.submit(page, VALUES, button="Send", status=422)
    assert "lost the cookie" in page.text
    assert "CSRF" not in page.text
    assert page.value("text") == TYPED
    assert received == []
    assert writer.submit(page, button="Send").heading == "Thank you"
    assert received == [Letter(TYPED, is_held=False)]


def test_one_mailbox_sends_five_times_an_hour_and_keeps_its_sixth_text(
    writer: CheckingClient, clock: FixedClock
) -> None:
    for spelling in ("amina@ministry.example", " Amina@Ministry.Example ") * 2 + (
        "AMINA@ministry.example",
    ):
        send(writer, clock, email=spelling)
    page = send(writer, clock, status=422)
    assert "Please wait 58 minutes" in page.text
    assert page.value("text") == TYPED
    assert send(writer, clock, email="olga@ministry.example").heading == "Thank you"
    clock.advance(hours=1)
    assert send(writer, clock).heading == "Thank you"
    assert len(received) == 7


def test_one_network_sends_thirty_times_an_hour(writer: CheckingClient, clock: FixedClock) -> None:
    for number in range(30):
        send(writer, clock, email=f"person{number}@ministry.example")
    assert "There were too many tries" in send(writer, clock, status=422, email="").text
    assert len(received) == 30


def test_a_text_of_many_links_is_held_not_refused(
    writer: CheckingClient, clock: FixedClock
) -> None:
    text = "See www.a.example, www.b.example and www.c.example"
    assert send(writer, clock, text=text).heading == "Thank you"
    assert received == [Letter(text, is_held=True)]


def test_neither_eye_nor_ear_nor_tab_key_meets_the_field_for_robots(
    writer: CheckingClient,
) -> None:
    page = writer.visit("/letters")
    (field,) = [tag for tag in page.soup.find_all("input") if tag.get("name") == "further_remarks"]
    around = field.find_parent("div", attrs={"aria-hidden": "true"})
    assert around is not None
    assert around["class"] == ["vh"]
    assert (field["tabindex"], field["autocomplete"], field["value"]) == ("-1", "off", "")


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("", "unknown"),
    ],
)
def test_a_household_is_one_network(committed_app: Flask, address: str, network: str) -> None:
    with committed_app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert sender_network() == network
