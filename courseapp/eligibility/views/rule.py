"""The organiser's page of one rule, and the forms of its tests. No script is needed."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.eligibility.composed import shaping
from courseapp.eligibility.composed.conditions import Condition, Group
from courseapp.eligibility.composed.outline import TOP, outline
from courseapp.eligibility.composed.rule_sets import Rule
from courseapp.eligibility.composed.words import rule_in_words
from courseapp.eligibility.composed.writing import KINDS
from courseapp.eligibility.composing import changing, pieces
from courseapp.eligibility.composing.offered import offered
from courseapp.eligibility.forms.conditions import FORMS, ConditionForm, tested
from courseapp.eligibility.forms.lists import SeenForm
from courseapp.eligibility.forms.rules import RuleForm, rule_values
from courseapp.eligibility.rules import Joint
from courseapp.eligibility.views.blueprint import blueprint, rules_page
from courseapp.eligibility.views.composing import PAGE, Composed, composed
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event

Answer = str | Response | tuple[str, int]
ONE = f"{PAGE}/rules/<key>"


@blueprint.get(f"{PAGE}/rules/new")
@allow(organiser_of_event)
def new_rule(slug: str) -> Answer:
    found = composed(slug)
    form = RuleForm(parked_values(request.path), data={"seen": found.seen})
    return _new_page(found, form)


@blueprint.post(f"{PAGE}/rules/new")
@allow(organiser_of_event)
def add_rule(slug: str) -> Answer:
    found, form = composed(slug), RuleForm()
    key = found.rules.next_key()
    if form.validate():
        about = (found.event, form.number_seen, pieces.add_rule(form.plan()), "Added a rule.")
        with answering(form):
            changing.change_rules(session(), current_person(), now(), *about)
    if form.errors:
        form.seen.data = str(found.seen)
        return _new_page(found, form), 422
    forget_parked()
    return redirect(f"{rules_page(found.event)}/rules/{key}/add/{TOP}", 303)


@blueprint.get(ONE)
@allow(organiser_of_event)
def rule(slug: str, key: str) -> Answer:
    found = composed(slug)
    held = _rule(found, key)
    return _page(found, held, RuleForm(parked_values(request.path), data=rule_values(held)))


@blueprint.post(ONE)
@allow(organiser_of_event)
def change_rule(slug: str, key: str) -> Answer:
    found, form = composed(slug), RuleForm()
    held = _rule(found, key)
    if form.validate():
        change = pieces.change_rule(key, form.plan())
        about = (found.event, form.number_seen, change, "Changed what a rule means.")
        with answering(form):
            changing.change_rules(session(), current_person(), now(), *about)
    if form.errors:
        return _page(found, held, form), 422
    forget_parked()
    flash("The rule is saved.", "good")
    return redirect(rules_page(found.event), 303)


@blueprint.post(f"{ONE}/shape")
@allow(organiser_of_event)
def shape(slug: str, key: str) -> Answer:
    event = organised_event(session(), slug)
    with answering() as answer:
        about = (event, SeenForm().number_seen, _shape(key), "Changed the tests of a rule.")
        changing.change_rules(session(), current_person(), now(), *about)
    if answer.problem:
        flash(answer.problem, "bad")
    return redirect(_address(event, key), 303)


@blueprint.get(f"{ONE}/add/<where>")
@allow(organiser_of_event)
def choose_kind(slug: str, key: str, where: str) -> Answer:
    found = composed(slug)
    held = _rule(found, key)
    _at(held, where)
    return render_template(
        "manage/eligibility/kinds.html",
        event=found.event,
        rule=held,
        where=where,
        kinds=FORMS,
        here=_address(found.event, key),
    )


@blueprint.get(f"{ONE}/add/<where>/<kind>")
@allow(organiser_of_event)
def new_test(slug: str, key: str, where: str, kind: str) -> Answer:
    found = composed(slug)
    held = _rule(found, key)
    _at(held, where)
    form = _form(kind)(parked_values(request.path), data={"seen": found.seen})
    return _test_page(found, held, form, "Add")


@blueprint.post(f"{ONE}/add/<where>/<kind>")
@allow(organiser_of_event)
def add_test(slug: str, key: str, where: str, kind: str) -> Answer:
    found, form = composed(slug), _form(kind)()
    held, path = _rule(found, key), _path(where)
    form.offer(offered(session(), found.event))
    if form.validate():
        change = pieces.add_condition(key, path, form.condition())
        about = (found.event, form.number_seen, change, "Added a test to a rule.")
        with answering(form):
            changing.change_rules(session(), current_person(), now(), *about)
    if form.errors:
        return _test_page(found, held, form, "Add"), 422
    forget_parked()
    return redirect(_address(found.event, key), 303)


@blueprint.get(f"{ONE}/tests/<where>")
@allow(organiser_of_event)
def edit_test(slug: str, key: str, where: str) -> Answer:
    found = composed(slug)
    held = _rule(found, key)
    test, negated = _tested(_at(held, where))
    kind = FORMS[KINDS[type(test)]]
    values = {**kind.values(test), "negated": negated, "seen": found.seen}
    return _test_page(found, held, kind(parked_values(request.path), data=values), "Save")


@blueprint.post(f"{ONE}/tests/<where>")
@allow(organiser_of_event)
def change_test(slug: str, key: str, where: str) -> Answer:
    found = composed(slug)
    held, path = _rule(found, key), _path(where)
    test, _ = _tested(_at(held, where))
    form = FORMS[KINDS[type(test)]]()
    form.offer(offered(session(), found.event))
    if form.validate():
        change = pieces.replace_condition(key, path, form.condition())
        about = (found.event, form.number_seen, change, "Changed a test of a rule.")
        with answering(form):
            changing.change_rules(session(), current_person(), now(), *about)
    if form.errors:
        return _test_page(found, held, form, "Save"), 422
    forget_parked()
    return redirect(_address(found.event, key), 303)


def _shape(key: str) -> changing.Change:
    """The change that a button of the page asks for. An unknown one moves nothing."""
    path, what = _path(request.form.get("at", TOP)), request.form.get("what", "")
    words = {joint.value: joint for joint in Joint}
    joint = words.get(request.form.get("joint", ""), Joint.ANY)
    changes = {
        "up": pieces.move_condition(key, path, up=True),
        "down": pieces.move_condition(key, path, up=False),
        "remove": pieces.remove_condition(key, path),
        "join": pieces.rejoin(key, path, joint),
        "group": pieces.add_condition(key, path, Group(joint)),
    }
    return changes.get(what, changes["up"])


def _rule(found: Composed, key: str) -> Rule:
    held = found.rules.rule(key)
    if held is None:
        raise NotFound
    return held


def _path(where: str) -> shaping.Path:
    try:
        return () if where == TOP else shaping.path_of(where)
    except LookupError as error:
        raise NotFound from error


def _at(held: Rule, where: str) -> Condition:
    try:
        return shaping.at(held.condition, _path(where))
    except LookupError as error:
        raise NotFound from error


def _form(kind: str) -> type[ConditionForm]:
    if kind not in FORMS:
        raise NotFound
    return FORMS[kind]


def _tested(condition: Condition) -> tuple[object, bool]:
    found = tested(condition)
    if found is None:
        raise NotFound
    return found


def _address(event: Event, key: str) -> str:
    return f"{rules_page(event)}/rules/{key}"


def _new_page(found: Composed, form: RuleForm) -> str:
    return render_template("manage/eligibility/new_rule.html", event=found.event, form=form)


def _page(found: Composed, held: Rule, form: RuleForm) -> str:
    """Show the rule; what its form says it saw is what its writer sees now."""
    form.seen.data = str(found.seen)
    return render_template(
        "manage/eligibility/rule.html",
        event=found.event,
        rule=held,
        number=found.rules.rules.index(held) + 1,
        words=rule_in_words(held, found.known.names),
        whole=outline(held.condition, found.known.names),
        form=form,
        seen=found.seen,
        here=_address(found.event, held.key),
    )


def _test_page(found: Composed, held: Rule, form: ConditionForm, press: str) -> str:
    form.offer(offered(session(), found.event))
    form.seen.data = str(found.seen)
    return render_template(
        "manage/eligibility/test.html",
        event=found.event,
        rule=held,
        form=form,
        press=press,
        here=_address(found.event, held.key),
    )
