"""The organiser's page of an event's rules: in words, in order, tried out, put in force."""

from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.eligibility import queries
from courseapp.eligibility.composed.rule_sets import RuleSet
from courseapp.eligibility.composed.words import rule_in_words
from courseapp.eligibility.composing import beginnings, changing, pieces, putting_in_force
from courseapp.eligibility.composing.cautions import cautions
from courseapp.eligibility.composing.preview import preview
from courseapp.eligibility.country_lists.gathering import gather
from courseapp.eligibility.forms.lists import SeenForm
from courseapp.eligibility.forms.rules import ReferenceForm, SourceForm
from courseapp.eligibility.judging.known import Known
from courseapp.eligibility.models import EventRules, RulesVersion
from courseapp.eligibility.tables.running import Result, run_table
from courseapp.eligibility.views.blueprint import blueprint, rules_page
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event

Answer = str | Response | tuple[str, int]
PAGE = "/manage/events/<slug>/eligibility"


@dataclass(frozen=True)
class Composed:
    """The rules as they are being composed, and what they are judged by."""

    event: Event
    held: EventRules | None
    rules: RuleSet
    known: Known
    on: date

    @property
    def seen(self) -> int:
        return self.held.revision if self.held else 0


def composed(slug: str, *more: str) -> Composed:
    """Read the rules of an event with their lists, in a fixed number of statements."""
    event = organised_event(session(), slug)
    held = queries.composed_rules(session(), event)
    rules = held.composed if held else RuleSet()
    known = gather(session(), rules, event.initiative_id, *more)
    own = held.reference_on if held else None
    return Composed(event, held, rules, known, queries.reference_date(event, own, now()))


@blueprint.get(PAGE)
@allow(organiser_of_event)
def rules(slug: str) -> Answer:
    found = composed(slug)
    chosen = found.held.reference_on if found.held else None
    form = ReferenceForm(parked_values(request.path), data={"reference_on": chosen})
    return _page(found, form, SourceForm(None))


@blueprint.post(PAGE)
@allow(organiser_of_event)
def choose_reference(slug: str) -> Answer:
    found, form = composed(slug), ReferenceForm()
    if form.validate():
        about = (found.event, form.number_seen, form.reference_on.data)
        with answering(form):
            changing.choose_reference(session(), current_person(), now(), *about)
    if form.errors:
        return _page(found, form, SourceForm(None)), 422
    return _done(found.event, "The day is saved.")


@blueprint.post(f"{PAGE}/begin")
@allow(organiser_of_event)
def begin(slug: str) -> Answer:
    found, form = composed(slug), SourceForm()
    others = beginnings.sources(session(), current_person(), found.event)
    form.offer([event for event, _ in others])
    about = (session(), current_person(), now(), found.event, SeenForm().number_seen)
    with answering(form):
        if request.form.get("what") == "usual":
            beginnings.begin_with_usual(*about)
        else:
            beginnings.begin_with_those_of(*about, form.event_id)
    if form.errors:
        return _page(found, ReferenceForm(None), form), 422
    return _done(found.event, "The rules are there. Look at them, then put them in force.")


@blueprint.post(f"{PAGE}/force")
@allow(organiser_of_event)
def force(slug: str) -> Answer:
    event, seen = organised_event(session(), slug), SeenForm().number_seen
    about = (session(), current_person(), now(), event, seen)
    taken = request.form.get("what") == "take"
    with answering() as answer:
        if taken:
            putting_in_force.take_out_of_force(*about)
        else:
            putting_in_force.put_in_force(*about)
    done = "The rules are in force: from now on people are judged by them."
    told = "The rules are out of force: everybody may apply." if taken else done
    flash(answer.problem or told, "bad" if answer.problem else "good")
    return redirect(rules_page(event), 303)


@blueprint.post(f"{PAGE}/rules/<key>/order")
@allow(organiser_of_event)
def order_rules(slug: str, key: str) -> Answer:
    event, what = organised_event(session(), slug), request.form.get("what", "")
    changes = {
        "up": (pieces.move_rule(key, up=True), "Moved a rule up."),
        "down": (pieces.move_rule(key, up=False), "Moved a rule down."),
        "remove": (pieces.remove_rule(key), "Removed a rule."),
    }
    change, told = changes.get(what, changes["up"])
    about = (event, SeenForm().number_seen, change, told)
    with answering() as answer:
        changing.change_rules(session(), current_person(), now(), *about)
    if answer.problem or what == "remove":
        flash(answer.problem or "The rule is removed.", "bad" if answer.problem else "good")
    return redirect(rules_page(event), 303)


@blueprint.get(f"{PAGE}/versions")
@allow(organiser_of_event)
def versions(slug: str) -> Answer:
    event = organised_event(session(), slug)
    found = queries.rule_versions(session(), event)
    everything = RuleSet(tuple(rule for each in found for rule in each.rules.rules))
    names = gather(session(), everything, event.initiative_id).names
    told = [(each, [rule_in_words(rule, names) for rule in each.rules.rules]) for each in found]
    held = queries.composed_rules(session(), event)
    return render_template(
        "manage/eligibility/versions.html",
        event=event,
        versions=told,
        in_force=held.in_force if held else None,
    )


def _done(event: Event, told: str) -> Response:
    forget_parked()
    flash(told, "good")
    return redirect(rules_page(event), 303)


def _page(found: Composed, form: ReferenceForm, source: SourceForm) -> str:
    """Show the rules; what forms say they saw is what is shown now."""
    form.seen.data = str(found.seen)
    event, version = found.event, _version(found)
    if not found.rules.rules:
        others = beginnings.sources(session(), current_person(), event)
        source.offer([each for each, _ in others])
    return render_template(
        "manage/eligibility/rules.html",
        event=event,
        found=found,
        words=[(each, rule_in_words(each, found.known.names)) for each in found.rules.rules],
        form=form,
        source=source,
        version=version,
        is_changed=version is not None and not _is_in_force(found, version),
        faults=dict(putting_in_force.faults(found.rules)),
        cautions=cautions(found.rules, found.known, found.on),
        preview=preview(found.rules, found.known, found.on),
        table=_table(found),
        counts=queries.count_by_verdict(session(), event),
    )


def _version(found: Composed) -> RulesVersion | None:
    return putting_in_force.version_in_force(session(), found.held) if found.held else None


def _is_in_force(found: Composed, version: RulesVersion) -> bool:
    return found.held is not None and putting_in_force.is_as_composed(found.held, version)


def _table(found: Composed) -> tuple[Result, ...] | None:
    """The results of the decision table, if there is one."""
    table = queries.decision_table(session(), found.event)
    if table is None:
        return None
    return tuple(run_table(table.lines, found.rules, found.known, found.on))
