"""The organisers' pages: the requests, one request, and the settings of the form."""

from flask import flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.audit import history
from courseapp.core.paging import paginate
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.initiatives.document.vocabularies import LEAD_TYPES
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import initiative_named, record_of
from courseapp.initiatives.words import MEMBERSHIPS
from courseapp.joining.forms import SettingsForm
from courseapp.joining.lifecycle import subject_of
from courseapp.joining.models import JoinForm, JoinRequest
from courseapp.joining.opening import change_settings
from courseapp.joining.partners import present_lines
from courseapp.joining.queries import (
    counts,
    form_of,
    others_like,
    questions_of,
    requests_matching,
    seen_request,
)
from courseapp.joining.rules import KEPT_FOR, SEEN, TEXT_WORDS, Action, State, Who, actions
from courseapp.joining.views.blueprint import Answer, blueprint
from courseapp.joining.words import ACTIONS, JOINS_AS, MESSAGES, STATES
from courseapp.mail.queries import messages_about

LONGEST_SEARCH = 100
MESSAGES_SHOWN = 20


@blueprint.get("/manage/<initiative>/joining")
@allow(organiser_of_initiative)
def requests(initiative: str) -> Answer:
    named = initiative_named(session(), initiative)
    state = _asked_state(request.args.get("state", ""))
    search = one_line(request.args.get("q", ""))[:LONGEST_SEARCH]
    chosen = requests_matching(named.id, state, search)
    return render_template(
        "joining/requests.html",
        initiative=named,
        form=form_of(session(), named.id),
        page=paginate(session(), chosen, request.args.get("page", 1, type=int)),
        counts=counts(session(), named.id),
        state=state,
        search=search,
        seen=SEEN,
        unconfirmed=State.UNCONFIRMED,
        texts=STATES,
    )


@blueprint.get("/manage/<initiative>/joining/<reference>")
@allow(organiser_of_initiative)
def one_request(initiative: str, reference: str) -> Answer:
    named = initiative_named(session(), initiative)
    found = seen_request(session(), named.id, reference)
    about = [subject_of(found)]
    record = record_of(session(), named).record
    return render_template(
        "joining/request.html",
        initiative=named,
        asked=found,
        text=STATES[found.state],
        actions=[
            (each, ACTIONS[each]) for each in ACTIONS if each in actions(found.state, Who.ORGANISER)
        ],
        lines=present_lines(record, found, now().date()) if not found.purged_at else (),
        memberships=MEMBERSHIPS,
        joins_as=JOINS_AS,
        texts=STATES,
        questions=questions_of(session(), found.id),
        others=others_like(session(), found),
        type_name=LEAD_TYPES.label(found.organisation_type),
        messages=paginate(session(), messages_about(about), 1, MESSAGES_SHOWN).items,
        message_words=MESSAGES,
        history=history(session(), about),
        kept_days=KEPT_FOR.days,
    )


@blueprint.get("/manage/<initiative>/joining/settings")
@allow(organiser_of_initiative)
def settings(initiative: str) -> Answer:
    named = initiative_named(session(), initiative)
    held = form_of(session(), named.id)
    form = SettingsForm(parked_values(request.path), **_as_saved(held))
    return _settings_page(named, held, form)


@blueprint.post("/manage/<initiative>/joining/settings")
@allow(organiser_of_initiative)
def save_settings(initiative: str) -> Answer:
    named, form = initiative_named(session(), initiative), SettingsForm()
    if form.validate():
        with answering(form):
            saved = change_settings(session(), current_person(), now(), named, form.wanted)
            forget_parked()
            flash(f"Saved. The form is {'open' if saved.is_open else 'closed'}.", "good")
            return redirect(f"/manage/{named.slug}/joining/settings", 303)
    return _settings_page(named, form_of(session(), named.id), form), 422


def _actions_of(found: JoinRequest) -> list[Action]:
    """Return what can be done, the usual first."""
    possible = actions(found.state, Who.ORGANISER)
    return [action for action in ACTIONS if action in possible]


def _asked_state(text: str) -> State | None:
    return State(text) if text in SEEN else None


def _as_saved(form: JoinForm | None) -> dict[str, object]:
    if form is None:
        return {}
    return {
        "is_open": form.is_open,
        "kinds": form.kinds,
        "introduction": form.introduction,
        "commitment": form.commitment,
    }


def _settings_page(initiative: Initiative, held: JoinForm | None, form: SettingsForm) -> str:
    return render_template(
        "joining/settings.html", initiative=initiative, held=held, form=form, limit=TEXT_WORDS
    )
