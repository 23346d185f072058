"""Large proposals are the worker's: a page that looks again by itself, steps that survive."""

from pathlib import Path

import pytest

from courseapp.cohorts import proposing
from courseapp.cohorts.forgetting import forget_in_proposals
from courseapp.cohorts.model.record import LimitKind
from courseapp.cohorts.proposing import propose
from courseapp.cohorts.rules import ProposalState
from courseapp.cohorts.tasks import work_on_proposals
from tests.cohorts.story import HOME, Choice
from tests.support.checking_client import CheckingClient


def test_a_large_proposal_is_worked_out_step_by_step(
    choice: Choice, organiser: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "PEOPLE_AT_ONCE", 5)
    choice.limit(LimitKind.AT_MOST_EACH, 2, feature="country")
    page = organiser.submit(organiser.visit(HOME), button="Propose a cohort")
    assert "of 12 people under 1 limit is being worked out" in page.text
    assert organiser.get(f"{HOME}/proposals/1").headers["Refresh"] == "3"
    assert choice.proposal().state is ProposalState.WAITING
    monkeypatch.setattr(proposing, "STEP_SECONDS", 0.0)
    with choice.app.app_context():
        steps = []
        kept = proposing.explain_in_steps
        row = choice.proposal()
        proposing.answer(row, proposing.read(row).task)
        for _ in kept(row):
            steps.append(len(row.explained["reasons"]))
            if len(steps) == 5:
                break  # as if the power went
        choice.session.commit()
    assert choice.proposal().state is ProposalState.SOLVED
    answer = organiser.get(f"{HOME}/proposals/1")
    assert f"{steps[-1]} of 12 people by now" in answer.get_data(as_text=True)
    assert answer.headers["Refresh"] == "3"
    with choice.app.app_context():
        assert work_on_proposals() == 1
        assert work_on_proposals() == 0
    proposal = choice.proposal()
    assert proposal.state is ProposalState.EXPLAINED
    assert len(proposal.explained["reasons"]) == 12
    assert len(proposal.explained["costs"]) == 1
    assert "Refresh" not in organiser.get(f"{HOME}/proposals/1").headers


def test_of_those_far_behind_it_is_worked_out_why_when_somebody_asks(
    choice: Choice, organiser: CheckingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "MOST_OUT", 4)
    choice.limit(LimitKind.AT_MOST_EACH, 2, feature="country")
    page = organiser.submit(organiser.visit(HOME), button="Propose a cohort")
    assert len(choice.proposal().explained["reasons"]) == 10
    page = organiser.visit(f"{HOME}/proposals/1?show=out&search=Lena")
    assert "1 person on this page came further behind." in page.text
    page = organiser.submit(page, button="Work out why for this page")
    assert page.address.endswith("/proposals/1?show=out&search=Lena")
    assert "10 of 11 people by now" in page.text
    assert choice.proposal().state is ProposalState.SOLVED
    with choice.app.app_context():
        assert work_on_proposals() == 1
    assert choice.proposal().state is ProposalState.EXPLAINED
    page = organiser.visit(page.address)
    assert "Lena Lund is out by points." in page.text
    assert "came further behind" not in page.text


def test_what_one_worker_has_claimed_no_other_takes(choice: Choice) -> None:
    with choice.app.test_request_context():
        propose(choice.session, choice.organiser, choice.clock.now, choice.course)
        row = choice.proposal()
        row.state, row.result = ProposalState.WAITING, None
        row.claimed_until = choice.clock.now.replace(year=2028)
        choice.session.commit()
    with choice.app.app_context():
        assert work_on_proposals() == 0
    choice.clock.now = choice.clock.now.replace(year=2029)
    with choice.app.app_context():
        assert work_on_proposals() == 1
    assert choice.proposal().state is ProposalState.EXPLAINED


def test_an_operator_solves_a_proposal_again(choice: Choice, tmp_path: Path) -> None:
    choice.limit(LimitKind.AT_LEAST, 3, feature="gender", values=("woman",))
    with choice.app.test_request_context():
        propose(choice.session, choice.organiser, choice.clock.now, choice.course)
        choice.session.commit()
    row = choice.proposal()
    run = choice.app.test_cli_runner().invoke
    told = run(args=["selection", "reproduce", str(row.id)])
    assert told.exit_code == 0
    assert row.result_digest in told.output
    assert "It is the same." in told.output
    file = tmp_path / "proposal.json"
    file.write_text(run(args=["selection", "document", str(row.id)]).output, "utf-8")
    assert run(args=["selection", "reproduce", str(file)]).exit_code == 0
    file.write_text(file.read_text("utf-8").replace("95000", "15000"), "utf-8")
    told = run(args=["selection", "reproduce", str(file)])
    assert told.exit_code == 1
    assert "The task is not the one that was kept" in told.output
    assert run(args=["selection", "reproduce", "99999"]).exit_code == 1
    forget_in_proposals(
        choice.course, session=choice.session, now=choice.clock.now,
        applications=[each.id for each in choice.people], questions={"gender"},
    )  # fmt: skip
    choice.session.commit()
    told = run(args=["selection", "reproduce", str(row.id)])
    assert told.exit_code == 1
    assert "Answers were deleted since, as their form had announced" in told.output
    file.write_text("{}", "utf-8")
    assert "no file of a proposal" in run(args=["selection", "reproduce", str(file)]).output
