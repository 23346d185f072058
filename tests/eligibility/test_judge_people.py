"""Who applies is judged by the rules in force; the outcome is kept, judged again, ruled upon."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from courseapp.countries.lists.dated import Membership
from courseapp.eligibility.composed.conditions import Belongs, CountryOn, Whose
from courseapp.eligibility.country_lists.gathering import gather
from courseapp.eligibility.people.recording import (
    evaluate_again,
    foretell,
    forget_outcomes,
    outcome_of,
    record_outcome,
)
from courseapp.eligibility.people.ruling import may_take_part
from courseapp.eligibility.queries import current_outcome, outcomes_of
from courseapp.eligibility.rules import Ruling, Severity, Verdict
from courseapp.initiatives.models import Initiative
from tests.eligibility.story import (
    DEADLINE,
    GERMANY,
    NEPAL,
    SUBJECT,
    THREE_YEARS,
    TOGO,
    WORKS_ON_LDC,
    WORKS_ON_ODA,
    Stage,
)
from tests.events.conftest import CostOf, statements_of
from tests.support.checking_client import CheckingClient

FITS_TOGO = (
    "This event is for you.\nYou work in Togo, which is on the DAC list of ODA recipients as of "
    "12 March 2027. DAC list of ODA recipients: a newer list is due from 1 January 2027 on; this "
    "is the last that we know."
)


def test_without_rules_in_force_everybody_fits_and_that_is_kept_too(stage: Stage) -> None:
    stage.composed(WORKS_ON_ODA, severity=Severity.BLOCK)  # composed is not in force
    outcome = stage.judged(GERMANY)
    assert (outcome.verdict, outcome.version, outcome.text) == (
        Verdict.FITS,
        None,
        "Everybody may apply.",
    )
    (kept,) = stage.outcomes()
    assert (kept.subject, kept.version, kept.actor) == (SUBJECT, None, "system")


def test_what_is_foretold_is_what_is_kept_with_reasons_lists_and_text(stage: Stage) -> None:
    stage.composed(WORKS_ON_ODA)
    assert stage.in_force() == 1
    told = foretell(stage.session, stage.event, TOGO, stage.clock.now)
    assert stage.outcomes() == []
    outcome = stage.judged(TOGO)
    assert outcome == told
    assert (outcome.verdict, outcome.on, outcome.version) == (Verdict.FITS, DEADLINE, 1)
    assert outcome.text == FITS_TOGO
    (kept,) = stage.outcomes()
    assert outcome_of(kept) == outcome
    (used,) = outcome.lists
    assert (used.key, used.version[:10], "OECD" in used.source) == ("dac-oda", "2026-01-01", True)
    assert kept.facts == {"nationalities": ["TG"], "work_country": "TG", "experience_years": 4}


@pytest.mark.parametrize(
    ("severity", "verdict"),
    [
        (Severity.BLOCK, Verdict.BLOCKED),
        (Severity.WARN, Verdict.WARNED),
        (Severity.ASK, Verdict.ASKED),
    ],
)
def test_each_severity_has_its_consequence_and_the_unknown_is_never_decided(
    stage: Stage, severity: Severity, verdict: Verdict
) -> None:
    stage.composed(WORKS_ON_LDC, severity=severity, question="What for?")
    stage.in_force()
    assert stage.judged(GERMANY, "application/1").verdict is verdict
    unknown = stage.judged(NEPAL, "application/2")
    assert unknown.verdict is Verdict.UNDECIDED
    assert "its government had said that it would ask for a delay" in unknown.text
    nothing = stage.judged(replace(TOGO, work_country=None), "application/3")
    assert nothing.verdict is Verdict.UNDECIDED
    replied = replace(GERMANY, replies={"r1": "To teach."})
    assert stage.judged(replied, "application/4").findings[0].reply == (
        "To teach." if severity is Severity.ASK else ""
    )
    assert [may_take_part(kept) for kept in stage.outcomes()] == [
        False if severity is Severity.BLOCK else None,
        None,
        None,
        False if severity is Severity.BLOCK else None,
    ]


def test_judged_again_the_earlier_outcome_stays(stage: Stage, organiser: CheckingClient) -> None:
    stage.composed(WORKS_ON_LDC, severity=Severity.BLOCK)
    stage.in_force()
    stage.judged(GERMANY)
    stage.judged(TOGO, "application/OTHER")
    stage.composed(THREE_YEARS)
    stage.in_force()
    page = organiser.visit(f"{stage.page}/people")
    assert "2 people were judged by other rules than those in force" in page.text
    page = organiser.follow(page, f"Application {SUBJECT.partition('/')[2]}")
    stage.clock.advance(minutes=5)
    page = organiser.submit(page, button="Judge again by the rules in force")
    assert "Judged before" in page.text
    old, other, new = stage.outcomes()
    assert (old.version, old.superseded_at, new.version) == (1, stage.clock.now, 2)
    assert (new.facts, new.superseded_at) == (old.facts, None)
    assert f"Judged {SUBJECT} again by version 2 of the rules: Blocked, now Blocked." in (
        stage.told()
    )
    page = organiser.visit(f"{stage.page}/people")
    assert "1 person was judged by other rules" in page.text
    organiser.submit(page, button="Judge 1 person again")
    assert other.subject == "application/OTHER"
    assert [each.superseded_at is None for each in stage.outcomes()] == [False, False, True, True]
    assert "judged by other rules" not in organiser.visit(f"{stage.page}/people").text


def test_an_organiser_overrides_with_a_reason_that_outlives_a_new_judgement(
    stage: Stage, organiser: CheckingClient
) -> None:
    stage.composed(WORKS_ON_LDC, severity=Severity.BLOCK)
    stage.in_force()
    stage.judged(GERMANY)
    (kept,) = stage.outcomes()
    address = f"{stage.page}/people/{kept.id}"
    page = organiser.visit(address)
    page = organiser.submit(page, {"ruling": "allowed"}, button="Save the decision", status=422)
    assert "Enter the reason." in page.text
    told = {"ruling": "allowed", "reason": "She advises the ministry of Togo."}
    page = organiser.submit(page, told, button="Save the decision")
    assert "May take part all the same She advises the ministry of Togo." in page.text
    (kept,) = stage.outcomes()
    assert (kept.verdict, kept.ruling, may_take_part(kept)) == (
        Verdict.BLOCKED,
        Ruling.ALLOWED,
        True,
    )
    again = evaluate_again(stage.session, stage.organiser, stage.clock.now, stage.event, SUBJECT)
    stage.session.commit()
    assert again is not None
    new = stage.outcomes()[-1]
    assert (new.ruling, new.ruling_reason, new.ruled_by) == (
        Ruling.ALLOWED,
        "She advises the ministry of Togo.",
        "Mariana Costa",
    )
    organiser.expect_404(address)  # it holds no more
    page = organiser.visit(f"{stage.page}/people/{new.id}")
    organiser.submit(page, {"ruling": "rules", "reason": "A mistake."}, button="Save the decision")
    assert may_take_part(stage.outcomes()[-1]) is False
    assert any("A mistake." in text for text in stage.told())


def test_a_subject_has_one_present_outcome(stage: Stage) -> None:
    stage.judged(TOGO)
    (kept,) = stage.outcomes()
    assert current_outcome(stage.session, stage.event, SUBJECT) == kept
    assert outcomes_of(stage.session, stage.event, [SUBJECT, "application/2"]) == {SUBJECT: kept}
    stage.judged(TOGO)
    first, _second = stage.outcomes()
    first.superseded_at = None
    with pytest.raises(IntegrityError):
        stage.session.flush()
    stage.session.rollback()
    with pytest.raises(ValueError, match="no subject"):
        record_outcome(stage.session, stage.clock.now, stage.event, "", TOGO, None)
    forget_outcomes(stage.session, SUBJECT)
    assert stage.outcomes() == []


def test_members_of_an_initiative_are_read_from_its_record_with_their_dates(stage: Stage) -> None:
    stage.composed(Belongs("icap"), severity=Severity.BLOCK)
    stage.composed(CountryOn(Whose.SEAT, "members:nobody"))
    stage.in_force()
    german = stage.judged(GERMANY)
    assert german.findings[0].verdict is Verdict.FITS
    assert "which is among the members and partners of ICAP" in german.findings[0].reasons[0]
    known = gather(stage.session, stage.rules(), stage.event.initiative_id)
    members = known.lists["members:icap"]
    assert members.standing("TG", DEADLINE).membership is Membership.OUT
    assert members.version.startswith("version 1 of the record")
    assert "members:nobody" not in known.lists
    hidden = stage.session.query(Initiative).filter_by(slug="a6ip").one()
    hidden.is_public = False
    stage.session.flush()
    stage.composed(Belongs("a6ip"))
    assert (
        "members:a6ip" not in gather(stage.session, stage.rules(), stage.event.initiative_id).lists
    )


def test_judging_costs_so_many_statements_whatever_the_rules_hold(stage: Stage) -> None:
    stage.composed(WORKS_ON_LDC)
    stage.in_force()
    few = statements_to_judge(stage)
    for key in ("members:icap", "members:a6ip", "own:1", "own:2", "sids"):
        stage.composed(CountryOn(Whose.SEAT, key), Belongs("icap"))
    stage.in_force()
    assert (few, statements_to_judge(stage)) == (1, 5)


def statements_to_judge(stage: Stage) -> int:
    stage.session.refresh(stage.event)
    with statements_of(stage.session) as statements:
        foretell(stage.session, stage.event, TOGO, stage.clock.now)
    return len(statements)


def test_the_list_of_outcomes_costs_so_many_statements_whatever_its_length(
    stage: Stage, organiser: CheckingClient, cost_of: CostOf
) -> None:
    stage.composed(WORKS_ON_LDC)
    stage.in_force()
    stage.judged(TOGO, "application/0")
    few = cost_of(organiser, f"{stage.page}/people")
    for number in range(1, 20):
        stage.judged(GERMANY, f"application/{number}")
    assert cost_of(organiser, f"{stage.page}/people") == few
    page = organiser.visit(f"{stage.page}/people?verdict=warned")
    assert "Germany" in page.text
    assert "Togo" not in page.text
    assert "Nobody stands there" in organiser.visit(f"{stage.page}/people?verdict=asked").text
