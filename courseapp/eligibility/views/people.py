"""Whether an event is for somebody: for readers, and for organisers of everybody who applied."""

from flask import flash, redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.errors import NotFound
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow, everyone
from courseapp.core.request import answering, now, session
from courseapp.countries.names import choices
from courseapp.eligibility import queries
from courseapp.eligibility.facts import FactKind
from courseapp.eligibility.facts_records import facts_from_plain
from courseapp.eligibility.forms.people import RulingForm
from courseapp.eligibility.judging.evaluating import evaluate
from courseapp.eligibility.models import EligibilityOutcome
from courseapp.eligibility.people import asking
from courseapp.eligibility.people.for_you import ForYou, for_you
from courseapp.eligibility.people.recording import evaluate_again, outcome_of
from courseapp.eligibility.people.ruling import rule_on
from courseapp.eligibility.rules import Verdict
from courseapp.eligibility.views.blueprint import blueprint, rules_page
from courseapp.eligibility.views.composing import PAGE
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event, public_event

Answer = str | Response | tuple[str, int]
PEOPLE = f"{PAGE}/people"
ONE = f"{PEOPLE}/<int(max=2147483647):outcome_id>"
MOST_AGAIN = 500  # in one request; the rest with the next press


@blueprint.app_template_global()
def eligibility_for_you(event: Event) -> ForYou | None:
    """Return whom the event is for, for the pages of the event and of applying."""
    return for_you(session(), event, now())


@blueprint.get("/events/<slug>/for-me")
@allow(everyone)
def for_me(slug: str) -> Answer:
    event = public_event(session(), slug)
    found = for_you(session(), event, now())
    if found is None:
        return redirect(f"/events/{event.slug}", 302)
    facts = asking.facts_of(request.args, found.rules)
    outcome = evaluate(found.rules, facts, found.known, found.on, found.version)
    return render_template(
        "eligibility/for_me.html",
        event=event,
        found=found,
        asked=bool(request.args),
        said=request.args,
        outcome=outcome,
        countries=choices(),
        languages=asking.languages_asked(found.rules),
        not_asked=asking.not_asked(found.rules),
        FactKind=FactKind,
    )


@blueprint.get(PEOPLE)
@allow(organiser_of_event)
def people(slug: str) -> Answer:
    event = organised_event(session(), slug)
    verdict = request.args.get("verdict", type=Verdict)
    wanted = queries.current_outcomes(event, verdict).order_by(EligibilityOutcome.id.desc())
    held = queries.composed_rules(session(), event)
    return render_template(
        "manage/eligibility/people.html",
        event=event,
        verdict=verdict,
        counts=queries.count_by_verdict(session(), event),
        page=paginate(session(), wanted, request.args.get("page", 1, type=int)),
        facts_of=facts_from_plain,
        in_force=held.in_force if held else None,
        to_judge=len(_to_judge(event)),
    )


@blueprint.post(f"{PEOPLE}/again")
@allow(organiser_of_event)
def judge_everybody_again(slug: str) -> Answer:
    event = organised_event(session(), slug)
    subjects = _to_judge(event)
    for subject in subjects[:MOST_AGAIN]:
        evaluate_again(session(), current_person(), now(), event, subject)
    many = "1 person is" if len(subjects) == 1 else f"{min(len(subjects), MOST_AGAIN)} people are"
    flash(f"{many} judged again. What was before is kept beside it.", "good")
    return redirect(f"{rules_page(event)}/people", 303)


@blueprint.get(ONE)
@allow(organiser_of_event)
def one_person(slug: str, outcome_id: int) -> Answer:
    event = organised_event(session(), slug)
    kept = queries.find_outcome(session(), event, outcome_id)
    values = {"ruling": kept.ruling, "reason": kept.ruling_reason}
    return _page(event, kept, RulingForm(parked_values(request.path), data=values))


@blueprint.post(ONE)
@allow(organiser_of_event)
def rule_on_person(slug: str, outcome_id: int) -> Answer:
    event, form = organised_event(session(), slug), RulingForm()
    kept = queries.find_outcome(session(), event, outcome_id)
    if form.validate():
        about = (event, kept, form.chosen(), form.reason.data or "")
        with answering(form):
            rule_on(session(), current_person(), now(), *about)
    if form.errors:
        return _page(event, kept, form), 422
    forget_parked()
    flash("Your decision is saved with its reason.", "good")
    return redirect(f"{rules_page(event)}/people/{kept.id}", 303)


@blueprint.post(f"{ONE}/again")
@allow(organiser_of_event)
def judge_again(slug: str, outcome_id: int) -> Answer:
    event = organised_event(session(), slug)
    kept = queries.find_outcome(session(), event, outcome_id)
    evaluate_again(session(), current_person(), now(), event, kept.subject)
    present = queries.current_outcome(session(), event, kept.subject)
    if present is None:
        raise NotFound
    flash("Judged again by the rules in force. What was before is kept below.", "good")
    return redirect(f"{rules_page(event)}/people/{present.id}", 303)


def _to_judge(event: Event) -> list[str]:
    """The subjects that were judged by other rules than those in force. Two statements."""
    held = queries.composed_rules(session(), event)
    current = queries.current_outcomes(event).subquery()
    number = held.in_force if held else None
    other = current.c.version.is_distinct_from(number)
    return list(session().scalars(select(current.c.subject).where(other).order_by(current.c.id)))


def _page(event: Event, kept: EligibilityOutcome, form: RulingForm) -> str:
    return render_template(
        "manage/eligibility/person.html",
        event=event,
        kept=kept,
        outcome=outcome_of(kept),
        facts=facts_from_plain(kept.facts),
        earlier=queries.earlier_outcomes(session(), kept),
        form=form,
    )
