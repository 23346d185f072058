"""Every fact of an event, from the form to the public page, and nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from courseapp.accounts.passwords import hash_password
from courseapp.calendars.entries.events import event_entry
from courseapp.calendars.rules import Timed
from courseapp.core.audit import history
from courseapp.events.facts.parts import LanguagePlan, OrganisationPlan
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.planning import change_event
from courseapp.events.facts.public_facts import facts_of
from courseapp.events.models import Event
from courseapp.events.rules import (
    Access,
    EventKind,
    FeedDetail,
    OrganisationRole,
    Selection,
)
from courseapp.scenarios.cast import Cast
from tests.applications.story import submitted
from tests.events.story import PLAN, TYPED, draft, published
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Value
from tests.support.people import AsPerson

SAVE = "Save the draft"
LATER = datetime(2027, 3, 2, 9, tzinfo=UTC)
FACTS: Mapping[str, Value] = {
    "selection": "committee",
    "address": "Via dei Roccettini 9\n50014 San Domenico",
    "coordinates": "43.8061° N, 11.2822° E",
    "visas_needed": True,
    "spoken": "english, Spanish",
    "interpreted": "Portuguese (Brazil)",
    "notice": "The original language is authentic.",
    "ets_topics": ["ets-cap", "ets-scope"],
    "article6_topics": ["article6-rules"],
    "own_topics": "Registry design\nlinking\n",
    "region_focus": "South-East Asia",
    "organisations-0-role": "host",
    "organisations-0-who": "European University Institute",
    "organisations-2-role": "co_chair",
    "organisations-2-who": "Canada",
    "is_capacity_development": True,
    "decisions_on": "2027-03-16",
    "link": "https://example.org/course",
}


def test_all_facts_are_saved_shown_again_and_told_to_readers(
    organiser: CheckingClient, client: CheckingClient, session: Session
) -> None:
    page = organiser.visit("/manage/icap/events/new")
    organiser.submit(page, {**TYPED, **FACTS}, button=SAVE)

    event = session.scalars(select(Event).where(Event.title == TYPED["title"])).one()
    plan = plan_of(event)
    assert plan.languages == (
        LanguagePlan("en"), LanguagePlan("es"), LanguagePlan("pt-BR", is_interpretation=True)
    )  # fmt: skip
    assert plan.organisations == (
        OrganisationPlan(OrganisationRole.HOST, "European University Institute"),
        OrganisationPlan(OrganisationRole.CO_CHAIR, country="CA"),
    )
    assert plan.topics == (
        "ets-scope", "ets-cap", "ets-linking", "article6-rules", "Registry design"
    )  # fmt: skip
    assert (plan.latitude, plan.longitude) == (43.8061, 11.2822)
    assert (plan.selection, plan.decisions_on) == (Selection.COMMITTEE, date(2027, 3, 16))
    assert plan.visas_needed
    assert plan.is_capacity_development

    page = organiser.visit(f"/manage/events/{event.slug}/edit")
    assert page.value("coordinates") == "43.8061, 11.2822"
    assert page.value("organisations-1-who") == "Canada"
    assert page.value("own_topics") == "Registry design"
    before = (event.changed_at, len(history(session, [f"event/{event.id}"])))
    organiser.submit(page, button="Save")
    session.refresh(event)
    assert (event.changed_at, len(history(session, [f"event/{event.id}"]))) == before

    organiser.submit(organiser.visit(f"/manage/events/{event.slug}/publish"), button="Publish")
    session.refresh(event)
    public = client.visit(f"/events/{event.slug}")
    for told in (
        "Languages English, Spanish Interpreted into Portuguese (Brazil)",
        "Please note The original language is authentic.",
        "Who gets a seat A committee chooses",
        "Hosted by European University Institute Co-chaired by Canada",
        "Topics: Emissions trading Scope · Cap · Linking",
        "Topics: Other Registry design",
        "Region South-East Asia",
        "You hear by Tue 16 Mar 2027.",
    ):
        assert told in public.text
    assert public.link("See the place on OpenStreetMap") == (
        "https://www.openstreetmap.org/?mlat=43.8061&mlon=11.2822#map=16/43.8061/11.2822"
    )
    assert "apacity development" not in public.text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"spoken": "English, Frensh"}, "spoken", "Did you mean French?"),
        ({"coordinates": "43.77"}, "coordinates", "for example 43.77, 11.25"),
        (
            {"organisations-1-role": "", "organisations-1-who": "GIZ"},
            "organisations-1-who",
            "Choose what GIZ does.",
        ),
    ],
)
def test_what_is_refused_is_told_and_everything_typed_stands_as_typed(
    organiser: CheckingClient, typed: Mapping[str, Value], field: str, words: str
) -> None:
    page = organiser.visit("/manage/icap/events/new")

    values = {**TYPED, **FACTS, **typed}
    page = organiser.submit(page, values, button=SAVE, status=422)

    assert words in page.text
    assert page.value(field) == values[field]
    assert page.value("own_topics") == "Registry design\nlinking"
    assert page.value("interpreted") == "Portuguese (Brazil)"
    assert page.value("region_focus") == "South-East Asia"
    assert "A committee chooses" in page.text


def test_the_history_tells_each_fact_in_words(
    session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = draft(session, cast.icap_organiser, clock.now)
    host = OrganisationPlan(OrganisationRole.HOST, "EUI")
    plan = replace(
        PLAN,
        languages=(LanguagePlan("en"), LanguagePlan("fr", is_interpretation=True)),
        topics=("ets-cap",),
        organisations=(host,),
        visas_needed=True,
        latitude=43.77,
        longitude=11.25,
        decisions_on=date(2027, 3, 16),
    )

    change_event(session, cast.icap_organiser, LATER, event, plan)
    more = replace(plan, organisations=(host, replace(host, role=OrganisationRole.FUNDER)))
    change_event(session, cast.icap_organiser, LATER, event, more)

    latest, first = history(session, [f"event/{event.id}"])[:2]
    assert first.after == {
        "Languages": "English, French (interpreted)",
        "Topics": "Cap",
        "Who stands behind it": "Host: EUI",
        "Visas needed": "Yes",
        "Coordinates": "43.77, 11.25",
        "Decisions by": "Tue 16 Mar 2027",
    }
    assert latest.before == {"Who stands behind it": "Host: EUI"}
    assert latest.after == {"Who stands behind it": "Host: EUI; Funder: EUI"}


def test_an_event_of_one_sitting_has_its_times_everywhere(
    organiser: CheckingClient, client: CheckingClient, session: Session
) -> None:
    page = organiser.visit("/manage/icap/events/new")
    typed = {
        **TYPED, "kind": "webinar", "access": "registration", "selection": "first_come",
        "seats": "", "closes_on": "", "starts_on": "2027-10-31", "ends_on": "",
        "starts_time": "02:30", "ends_time": "04:00",
    }  # fmt: skip
    page = organiser.submit(page, {**typed, "starts_on": "2027-03-28"}, button=SAVE, status=422)
    assert "02:30 does not exist" in page.text

    page = organiser.submit(page, typed, button=SAVE)

    assert "02:30 comes twice. We take the first: 00:30 UTC." in page.text
    event = session.scalars(select(Event).where(Event.title == TYPED["title"])).one()
    organiser.submit(organiser.visit(f"/manage/events/{event.slug}/publish"), button="Publish")
    session.refresh(event)
    public = client.visit(f"/events/{event.slug}").text
    assert "Sun 31 Oct 2027, 02:30 – 04:00 CEST, Florence" in public
    assert f"/events/{event.slug}/register" in client.visit(f"/events/{event.slug}").html
    entry = event_entry(event, "https://courses.example")
    assert entry is not None
    assert isinstance(entry.when, Timed)
    assert entry.when.starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_new_times_raise_the_sequence(session: Session, cast: Cast, clock: FixedClock) -> None:
    event = published(session, cast.icap_organiser, clock.now)
    timed = replace(PLAN, starts_time=time(9), ends_time=time(17))

    change_event(session, cast.icap_organiser, LATER, event, timed)
    assert event.sequence == 1
    change_event(session, cast.icap_organiser, LATER, event, replace(timed, notice="Bring a hat."))
    assert event.sequence == 1


def test_of_an_event_by_invitation_readers_learn_no_fact_but_e_learning_leads_on(
    client: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    closed = draft(
        session,
        cast.icap_organiser,
        clock.now,
        access=Access.INVITATION,
        seats=None,
        applications_close_local=None,
        address="A secret street",
        languages=(LanguagePlan("en"),),
        feed_detail=FeedDetail.NOTHING,
    )
    assert facts_of(closed) == ()
    assert closed.feed_detail is FeedDetail.NOTHING

    course = published(
        session,
        cast.icap_organiser,
        clock.now,
        title="Carbon markets, online",
        kind=EventKind.E_LEARNING,
        access=Access.OPEN,
        seats=None,
        applications_close_local=None,
        link="https://learn.example.org/ets",
    )
    page = client.visit(f"/events/{course.slug}")
    assert page.link("Go to the course") == "https://learn.example.org/ets"


def test_an_applicant_reads_on_her_page_by_when_she_hears(
    as_person: AsPerson, app: Flask, session: Session, cast: Cast, clock: FixedClock
) -> None:
    event = published(session, cast.icap_organiser, clock.now, decisions_on=date(2027, 3, 16))
    with app.test_request_context():
        application = submitted(session, cast.accepted, event, clock.now)
    session.commit()

    page = as_person(cast.accepted).visit(f"/applications/{application.reference}")

    assert "You hear by Tue 16 Mar 2027" in page.text


def test_facts_typed_while_the_sign_in_lapsed_are_there_again(
    organiser: CheckingClient, session: Session, cast: Cast, clock: FixedClock
) -> None:
    cast.icap_organiser.password_hash = hash_password("four words are enough")
    new = "/manage/icap/events/new"
    filled = organiser.visit(new).form(button=SAVE).fill({**TYPED, **FACTS}, SAVE)
    clock.advance(days=15)

    own = {"Sec-Fetch-Site": "same-origin"}
    answer = organiser.post(new, data=MultiDict(filled.fields), headers=own)
    credentials = {"email": cast.icap_organiser.email, "password": "four words are enough"}
    page = organiser.submit(organiser.visit(answer.location), credentials, form="/sign-in")

    assert page.path == new
    assert page.value("spoken") == "english, Spanish"
    assert page.value("organisations-1-who") == "Canada"
    organiser.submit(page, {"closes_on": "", "decisions_on": ""}, button=SAVE)
    event = session.scalars(select(Event).where(Event.title == TYPED["title"])).one()
    assert plan_of(event).topics[:2] == ("ets-scope", "ets-cap")
    assert len(event.organisations) == 2
