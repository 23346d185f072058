"""Who may apply: seen before, foretold at the check, kept with the sending, decided by people."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.admission import invitation_asked
from courseapp.applications.asked import form_asked
from courseapp.applications.forgetting import forget_answers
from courseapp.applications.judging import subject_of
from courseapp.applications.known_facts import facts_of
from courseapp.applications.models import Application
from courseapp.applications.receipts import parts_sent
from courseapp.applications.rules import Cause, Status
from courseapp.applications.submitting import send_answers
from courseapp.core.ids import reference_number
from courseapp.eligibility.composed.conditions import CountryOn, Experience, Group, Test, Whose
from courseapp.eligibility.composing.changing import change_rules
from courseapp.eligibility.composing.pieces import RulePlan, add_rule
from courseapp.eligibility.composing.putting_in_force import put_in_force
from courseapp.eligibility.facts import Cefr, Earlier
from courseapp.eligibility.models import EligibilityOutcome
from courseapp.eligibility.people.ruling import rule_on
from courseapp.eligibility.queries import current_outcome
from courseapp.eligibility.rules import Joint, Ruling, Severity, Verdict
from courseapp.events.models import Event
from courseapp.events.rules import EventStatus
from courseapp.forms.document.record import Visibility
from courseapp.forms.models import FormVersion
from courseapp.scenarios.cast import Cast
from tests.applications.story import ANSWERS, Written, mails, new_course
from tests.support.clock import FixedClock
from tests.support.people import AsPerson

SEND, CHANGE, ASK = "Send my application", "Send my changes", "Ask the organisers"
TEN_YEARS = Experience(10)
WORKS_ON_LDC = CountryOn(Whose.WORK, "ldc")  # Tonga is not on the list
WORKS_ON_ODA = CountryOn(Whose.WORK, "dac-oda")  # and on this one it is
QUESTION = "Who pays for your travel?"
PRIVATE = "Her minister phoned me: PRIVATE-REASON."


@pytest.fixture
def ready(draft: Written, session: Session) -> Written:
    """The newcomer's draft with every answer, not sent."""
    draft.application.typed = dict(ANSWERS)
    session.commit()
    return draft


class Rules:
    """The organiser of the course, who composes who may apply."""

    def __init__(self, session: Session, cast: Cast, clock: FixedClock, course: Event) -> None:
        self.session, self.organiser, self.clock, self.course = (
            session,
            cast.icap_organiser,
            clock,
            course,
        )

    def add(self, test: Test, severity: Severity, question: str = "") -> None:
        """Let one more rule be in force."""
        about = (self.session, self.organiser, self.clock.now, self.course)
        plan = add_rule(RulePlan(severity, "", question), Group(Joint.ANY, (test,)))
        change_rules(*about, None, plan, "Added a rule.")
        put_in_force(*about, None)
        self.session.commit()

    def kept(self) -> list[EligibilityOutcome]:
        """Return everything that was ever kept, in its order."""
        self.session.expire_all()
        wanted = select(EligibilityOutcome).order_by(EligibilityOutcome.id)
        return list(self.session.scalars(wanted))

    def decide(self, application: Application, ruling: Ruling) -> None:
        kept = current_outcome(self.session, self.course, subject_of(application))
        assert kept is not None
        about = (self.session, self.organiser, self.clock.now, self.course)
        rule_on(*about, kept, ruling, PRIVATE)
        self.session.commit()


@pytest.fixture
def rules(session: Session, cast: Cast, clock: FixedClock, course: Event) -> Rules:
    return Rules(session, cast, clock, course)


def test_she_sees_whom_it_is_for_before_she_begins(
    rules: Rules, course: Event, as_person: AsPerson, cast: Cast
) -> None:
    browser = as_person(cast.newcomer)
    address = f"/events/{course.slug}/apply"
    assert "Is it for you?" not in browser.visit(address).text
    rules.add(WORKS_ON_ODA, Severity.WARN)
    page = browser.visit(address)
    assert "Is it for you?" in page.text
    assert "DAC list of ODA recipients" in page.text
    assert page.link("See whether it is for you") == f"/events/{course.slug}/for-me"


def test_a_warning_is_read_at_the_check_sent_with_it_and_repeated_in_the_receipt(
    rules: Rules, ready: Written, session: Session
) -> None:
    rules.add(TEN_YEARS, Severity.WARN)
    page = ready.open("check")
    assert "You can apply. Not everything fits" in page.text
    assert "You have 4 years of experience; at least 10 years are asked for." in page.text
    assert rules.kept() == []  # what is foretold is not kept
    ready.browser.submit(page, button=SEND)
    (kept,) = rules.kept()
    assert (kept.subject, kept.verdict) == (subject_of(ready.application), Verdict.WARNED)
    assert kept.facts["work_country"] == "TO"
    assert ready.application.sendings[0].told == kept.text
    assert "You have 4 years of experience" in ready.open("print").text
    (mail,) = mails(session, "application_receipt")
    assert "What you were told:\nYou can apply. Not everything fits" in mail.text
    again = ready.browser.submit(page, button=SEND)
    assert again.heading == "We have your application"
    assert len(rules.kept()) == 1  # sent twice, judged once


def test_without_rules_nothing_is_said_and_what_is_known_is_kept_for_later_rules(
    rules: Rules, ready: Written
) -> None:
    page = ready.browser.submit(ready.open("check"), button=SEND)
    assert page.heading == "We have your application"
    (kept,) = rules.kept()
    assert (kept.verdict, kept.version) == (Verdict.FITS, None)
    assert "Everybody may apply" not in ready.open("print").text


def test_who_is_blocked_cannot_send_loses_nothing_and_is_let_in_by_an_organiser(
    rules: Rules, ready: Written, organised: Written, session: Session
) -> None:
    rules.add(WORKS_ON_LDC, Severity.WARN)
    page = ready.open("check")
    rules.add(WORKS_ON_LDC, Severity.BLOCK)
    refused = ready.browser.submit(page, button=SEND, status=422)
    assert "This event is not open to you." in refused.text
    assert "nothing that you wrote is lost" in refused.text
    assert SEND not in str(refused.soup.find_all("button"))
    session.expire_all()
    assert ready.application.status is Status.DRAFT
    assert ready.application.typed == ANSWERS
    assert rules.kept() == []  # a draft is hers alone until she shows it
    asked = ready.browser.submit(ready.open("check"), button=ASK)
    assert "The organisers can see now what keeps you from applying." in asked.text
    assert ASK not in str(asked.soup.find_all("button"))
    (kept,) = rules.kept()
    seen = organised.browser.visit(
        f"/manage/events/{rules.course.slug}/eligibility/people/{kept.id}"
    )
    assert "Not sent: the applicant asks to be let in." in seen.text
    assert ANSWERS["motivation"] not in seen.text
    rules.decide(ready.application, Ruling.ALLOWED)
    page = ready.open("check")
    assert "the organisers let you apply all the same" in page.text
    assert "PRIVATE-REASON" not in page.html
    page = ready.browser.submit(page, button=SEND)
    assert page.heading == "We have your application"
    first, last = rules.kept()
    assert first.superseded_at is not None
    assert (last.verdict, last.ruling) == (Verdict.BLOCKED, Ruling.ALLOWED)
    for path in ("", "print"):
        assert "PRIVATE-REASON" not in ready.open(path).html
    assert all("PRIVATE-REASON" not in mail.text for mail in mails(session, "application_receipt"))


@pytest.fixture
def organised(as_person: AsPerson, cast: Cast, draft: Written) -> Written:
    """The browser of an organiser of the course."""
    return Written(as_person(cast.icap_organiser), draft.application)


def test_a_question_of_a_rule_is_answered_before_sending_and_kept_whatever_happens(
    rules: Rules, ready: Written, session: Session
) -> None:
    rules.add(TEN_YEARS, Severity.ASK, QUESTION)
    page = ready.open("check")
    assert QUESTION in page.text
    refused = ready.browser.submit(page, button=SEND, status=422)
    assert f"Answer the organiser’s question first: {QUESTION}" in refused.text
    ready.application.version += 1  # saved in another window meanwhile
    session.commit()
    reply = {"reply_r1": "My ministry.\r\nPerhaps."}
    refused = ready.browser.submit(page, reply, button=SEND, status=422)
    assert refused.value("reply_r1").strip() == "My ministry.\nPerhaps."
    page = ready.open("check")
    assert page.value("reply_r1").strip() == "My ministry.\nPerhaps."
    token = page.value("csrf_token")
    forged = {"csrf_token": token, "version": page.value("version"), "reply_x9": "MASS"}
    ready.browser.post(f"{ready.address}/submit", data=forged)
    session.expire_all()
    assert ready.application.status is Status.SUBMITTED
    assert ready.application.replies == {"r1": "My ministry.\nPerhaps."}
    (kept,) = rules.kept()
    assert (kept.verdict, kept.findings[0]["reply"]) == (Verdict.ASKED, "My ministry.\nPerhaps.")
    assert "You replied: My ministry." in ready.application.sendings[0].told


def test_changes_are_judged_again_and_an_organiser_reads_and_filters_by_it(
    rules: Rules,
    ready: Written,
    organised: Written,
    clock: FixedClock,
    as_person: AsPerson,
    cast: Cast,
    session: Session,
) -> None:
    rules.course.may_change_sent = True
    rules.add(TEN_YEARS, Severity.WARN)
    ready.browser.submit(ready.open("check"), button=SEND)
    listed = f"/manage/events/{rules.course.slug}/applications"
    assert "Tevita" in organised.browser.visit(f"{listed}?verdict=warned").text
    clock.advance(hours=1)
    step = ready.step("work")
    ready.browser.submit(step, {"experience_years": "12"}, button="Save and go on")
    ready.browser.submit(ready.open("check"), button=CHANGE)
    first, last = rules.kept()
    assert (first.verdict, last.verdict) == (Verdict.WARNED, Verdict.FITS)
    assert [each.told for each in ready.application.sendings] == [first.text, last.text]
    assert "Tevita" not in organised.browser.visit(f"{listed}?verdict=warned").text
    page = organised.browser.visit(f"{listed}/{ready.application.reference}")
    assert "You have 12 years of experience" in page.text
    one = page.link("Decide yourself, or judge again")
    assert one == f"/manage/events/{rules.course.slug}/eligibility/people/{last.id}"
    assert PRIVATE not in page.text
    rules.decide(ready.application, Ruling.REFUSED)
    assert PRIVATE in organised.browser.visit(page.path).text
    for person in (cast.newcomer, cast.a6ip_organiser):
        assert as_person(person).get(one).status_code in {403, 404}


def test_a_neighbour_opens_and_asks_nothing(
    rules: Rules, ready: Written, as_person: AsPerson, cast: Cast
) -> None:
    rules.add(WORKS_ON_LDC, Severity.BLOCK)
    own = ready.open("check")
    neighbour = as_person(cast.drafting)
    said = {"csrf_token": own.value("csrf_token"), "version": "1", "reply_r1": "MINE"}
    assert neighbour.get(f"{ready.address}/check").status_code in {403, 404}
    for page in ("ask-to-apply", "submit"):
        assert neighbour.post(f"{ready.address}/{page}", data=said).status_code in {400, 403, 404}
    assert rules.kept() == []


def test_whoever_enters_it_for_her_is_told_by_the_outcome_not_refused(
    rules: Rules, ready: Written, app: Flask, session: Session, cast: Cast, clock: FixedClock
) -> None:
    rules.add(WORKS_ON_LDC, Severity.BLOCK)
    application = ready.application
    with app.test_request_context():
        about = (session, cast.icap_organiser, clock.now, application)
        send_answers(*about, form_asked(application), Cause.SENT)
    (kept,) = rules.kept()
    assert (kept.verdict, kept.actor) == (Verdict.BLOCKED, cast.icap_organiser.display_name)


def test_facts_come_from_answers_earlier_events_and_invitations_never_from_what_is_sensitive(
    ready: Written, app: Flask, session: Session, cast: Cast, clock: FixedClock
) -> None:
    application, person = ready.application, cast.newcomer
    before = new_course(session, clock.now, slug="course-2025")
    before.starts_on, before.ends_on = date(2025, 6, 2), date(2025, 6, 13)
    before.status = EventStatus.HELD
    coming = new_course(session, clock.now, slug="course-2028")
    for event, status in ((before, Status.CONFIRMED), (coming, Status.CONFIRMED)):
        session.add(_with_seat(event, person, status, clock))
    session.commit()
    with app.test_request_context():
        facts = facts_of(session, clock.now, application)
        assert facts.earlier == (Earlier("course-2025", "", "icap", before.level, 2025),)
        assert (facts.nationalities, facts.experience_years) == (("TO",), 4)
        assert facts.is_invited is False  # her address is proved, and nobody nominated her
        with invitation_asked.connected_to(_yes):
            assert facts_of(session, clock.now, application).is_invited is True
        _ask_languages_and_hide_nationality(application.form_version)
        vars(application.form_version).pop("shown")  # as the next request reads it
        application.typed = {**ANSWERS, "languages": "fr C1\nto native\nen"}
        session.flush()
        facts = facts_of(session, clock.now, application)
    assert facts.nationalities == ()
    assert facts.languages == {"fr": Cefr.C1, "to": Cefr.NATIVE}


def test_what_she_was_judged_by_is_deleted_with_her_answers(
    rules: Rules, ready: Written, app: Flask, session: Session, clock: FixedClock
) -> None:
    rules.add(TEN_YEARS, Severity.ASK, QUESTION)
    ready.browser.submit(ready.open("check"), {"reply_r1": "TRAVEL-MONEY"}, button=SEND)
    assert len(rules.kept()) == 1
    version = ready.application.form_version
    assert version is not None
    version.document = _keeping(version, "experience_years", 30)
    session.commit()
    with app.test_request_context():
        list(forget_answers(session, clock.now + timedelta(days=900)))
        session.commit()
    assert rules.kept() == []
    assert ready.application.replies == {}
    assert [each.told for each in ready.application.sendings] == [""]
    with app.test_request_context():
        said = str(parts_sent(ready.application.sendings[0]))
    assert "TRAVEL-MONEY" not in said
    assert "4 years of experience" not in said


def _yes(*_: object, **__: object) -> bool:
    return True


def _with_seat(event: Event, person: Person, status: Status, clock: FixedClock) -> Application:
    return Application(
        reference=reference_number(),
        event=event,
        person=person,
        status=status,
        status_since=clock.now,
        created_at=clock.now,
        saved_at=clock.now,
        submitted_at=clock.now,
        confirmed_at=clock.now,
    )


def _ask_languages_and_hide_nationality(version: FormVersion | None) -> None:
    assert version is not None
    document = dict(version.document)
    sections = [dict(each) for each in document["sections"]]
    for section in sections:
        section["questions"] = [dict(each) for each in section["questions"]]
        for question in section["questions"]:
            if question["key"] == "nationality":
                question["visibility"] = Visibility.SENSITIVE.value
    asked = {"key": "languages", "kind": "languages", "label": {"en": "Languages"}}
    sections[0]["questions"].append(asked)
    version.document = {**document, "sections": sections}


def _keeping(version: FormVersion, key: str, days: int) -> dict[str, object]:
    sections = [
        {
            **section,
            "questions": [
                {**each, "kept_days": days} if each["key"] == key else each
                for each in section["questions"]
            ],
        }
        for section in version.document["sections"]
    ]
    return {**version.document, "sections": sections}
