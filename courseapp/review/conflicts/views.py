"""Conflicts of interest: the organisers' list, and what reviewers declare."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, signed_in
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.core.typed_text import one_line
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.intake.scope import zone_of
from courseapp.review.conflicts import deciding
from courseapp.review.conflicts.facts import counts_country
from courseapp.review.conflicts.forms import (
    ConflictForm,
    CountryRuleForm,
    DeclareForm,
    ProfileForm,
    RemoveForm,
)
from courseapp.review.conflicts.listing import (
    REMOVED,
    Narrowed,
    conflicts_listed,
    declared_by,
    figures_of,
    number_in_conflict,
)
from courseapp.review.conflicts.people import colleague_of, colleagues_of
from courseapp.review.conflicts.profiles import (
    planned,
    profile_of,
    reviews_somewhere,
    save_profile,
)
from courseapp.review.conflicts.rules import NEVER_REMOVED
from courseapp.review.conflicts.running import Detected, detect_conflicts
from courseapp.review.conflicts.words import GROUNDS, SOURCES, counted
from courseapp.review.in_hand import Hand, in_hand
from courseapp.review.permissions import reviewer_of_event
from courseapp.review.reading import Look, has_something, own_event
from courseapp.review.rules import Round

Answer = str | Response | tuple[str, int]
LIST = "/manage/events/<slug>/review/conflicts"
ONE = f"{LIST}/<int(max=2147483647):conflict_id>"
OWN = "/reviews/<slug>/conflicts"
DECLARE = "/reviews/<slug>/<any(reading, interview):round>/<reference>/conflict"
LONGEST_SEARCH = 100

blueprint = Blueprint("conflicts", __name__)
blueprint.after_request(keep_private)


def list_of(event: Event) -> str:
    """Return the address of the event's conflicts."""
    return f"/manage/events/{event.slug}/review/conflicts"


@blueprint.get(LIST)
@allow(organiser_of_event)
def conflicts(slug: str) -> str:
    event = organised_event(session(), slug)
    return render_template(
        "review/conflicts.html",
        page=conflicts_listed(session(), event, _narrowed(), request.args.get("page", 1, int)),
        figures=figures_of(session(), event),
        own=number_in_conflict(session(), event, current_person()),
        me=current_person(),
        narrowed=_narrowed(),
        colleagues=colleagues_of(session(), event),
        rule=CountryRuleForm(None, same_country=counts_country(session(), event.id)),
        zone=zone_of(event),
        REMOVED=REMOVED,
        **_about(event),
    )


@blueprint.post(f"{LIST}/detect")
@allow(organiser_of_event)
def detect(slug: str) -> Response:
    event = organised_event(session(), slug)
    found = detect_conflicts(session(), current_person(), now(), event)
    flash(_told(found), "good")
    return redirect(list_of(event), 303)


@blueprint.post(f"{LIST}/rule")
@allow(organiser_of_event)
def choose_rule(slug: str) -> Response:
    event = organised_event(session(), slug)
    chosen = bool(CountryRuleForm().same_country.data)
    found = deciding.count_country(session(), current_person(), now(), event, same_country=chosen)
    flash(f"Your choice is saved. {_told(found)}", "good")
    return redirect(list_of(event), 303)


@blueprint.get(f"{LIST}/new")
@allow(organiser_of_event)
def new(slug: str) -> Answer:
    event = organised_event(session(), slug)
    known = {"reference": request.args.get("reference", "")}
    return _new_page(event, ConflictForm(parked_values(request.path), data=known))


@blueprint.post(f"{LIST}/new")
@allow(organiser_of_event)
def add(slug: str) -> Answer:
    event, form = organised_event(session(), slug), ConflictForm()
    form.offer(colleagues_of(session(), event))
    if form.validate():
        with answering(form):
            person = colleague_of(session(), event, form.person.data or 0)
            about = (event, form.reference.data or "", person, form.reason.data or "")
            deciding.set_conflict(session(), current_person(), now(), *about)
    if form.errors:
        return _new_page(event, form), 422
    forget_parked()
    flash(f"The conflict is noted. {person.name} does not see this application any more.", "good")
    return redirect(list_of(event), 303)


@blueprint.get(f"{ONE}/remove")
@allow(organiser_of_event)
def confirm_removing(slug: str, conflict_id: int) -> Answer:
    event = organised_event(session(), slug)
    return _remove_page(event, conflict_id, RemoveForm(parked_values(request.path)))


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_event)
def remove(slug: str, conflict_id: int) -> Answer:
    event, form = organised_event(session(), slug), RemoveForm()
    deciding.conflict_of(session(), event, conflict_id)
    if form.validate():
        with answering(form):
            about = (event, conflict_id, form.why.data or "")
            deciding.remove_conflict(session(), current_person(), now(), *about)
    if form.errors:
        return _remove_page(event, conflict_id, form), 422
    forget_parked()
    flash("The conflict is removed. Your reason is kept with it.", "good")
    return redirect(list_of(event), 303)


@blueprint.get(DECLARE)
@allow(reviewer_of_event)
def declare_form(slug: str, round: str, reference: str) -> Answer:  # noqa: A002 - the word of the address
    hand = in_hand(session(), current_person(), slug, Round(round), reference, now())
    return _declare_page(hand, DeclareForm(parked_values(request.path)))


@blueprint.post(DECLARE)
@allow(reviewer_of_event)
def declare(slug: str, round: str, reference: str) -> Answer:  # noqa: A002 - likewise
    hand = in_hand(session(), current_person(), slug, Round(round), reference, now())
    form = DeclareForm()
    if form.validate():
        with answering(form):
            about = (hand.application, form.reason)
            deciding.declare_conflict(session(), current_person(), now(), *about)
    if form.errors:
        return _declare_page(hand, form), 422
    forget_parked()
    flash(f"Thank you. {reference} is not yours to review any more.", "good")
    return redirect(f"/reviews/{slug}/conflicts", 303)


@blueprint.get(OWN)
@allow(reviewer_of_event)
def declared(slug: str) -> str:
    event = own_event(session(), current_person(), slug)
    found = declared_by(session(), current_person(), event)
    if not found and not _reviews_anything(event):
        raise NotFound
    return render_template(
        "review/conflicts_declared.html", event=event, found=found, zone=zone_of(event)
    )


@blueprint.post(f"{OWN}/<int(max=2147483647):conflict_id>/take-back")
@allow(reviewer_of_event)
def take_back(slug: str, conflict_id: int) -> Response:
    event = own_event(session(), current_person(), slug)
    deciding.take_back_declared(session(), current_person(), now(), event, conflict_id)
    flash("Your declaration is taken back. An organiser may assign the application again.", "good")
    is_left = declared_by(session(), current_person(), event) or _reviews_anything(event)
    return redirect(f"/reviews/{slug}/conflicts" if is_left else "/reviews", 303)


@blueprint.get("/reviews/profile")
@allow(signed_in)
def own_profile() -> Answer:
    plan = planned(profile_of(session(), current_person()))
    return _profile_page(ProfileForm.of(plan, parked_values(request.path)))


@blueprint.post("/reviews/profile")
@allow(signed_in)
def keep_profile() -> Answer:
    person, form = current_person(), ProfileForm()
    del form.most
    if not reviews_somewhere(person) or not form.validate():
        return _profile_page(form), 422
    save_profile(session(), person, now(), person, form.plan())
    forget_parked()
    flash("Your profile is saved.", "good")
    return redirect("/reviews", 303)


def _reviews_anything(event: Event) -> bool:
    looks = (Look(event, each, frozenset()) for each in Round)
    return any(has_something(session(), current_person(), look) for look in looks)


def _about(event: Event) -> dict[str, object]:
    return {
        "event": event,
        "here": list_of(event),
        "SOURCES": SOURCES,
        "GROUNDS": GROUNDS,
        "NEVER_REMOVED": NEVER_REMOVED,
    }


def _narrowed() -> Narrowed:
    return Narrowed(
        search=one_line(request.args.get("search", ""))[:LONGEST_SEARCH],
        source=request.args.get("source", "")[:20],
        person_id=request.args.get("person", 0, int),
    )


def _told(found: Detected) -> str:
    if not (found.new or found.gone or found.ended):
        return f"Nothing is new: {counted(found.found, 'conflict')} detected in all."
    ended = f" {counted(found.ended, 'assignment')} ended." if found.ended else ""
    return f"{counted(found.new, 'new conflict')}, {found.gone:,} no more.{ended}"


def _new_page(event: Event, form: ConflictForm) -> str:
    form.offer(colleagues_of(session(), event))
    return render_template("review/conflicts_new.html", form=form, **_about(event))


def _remove_page(event: Event, conflict_id: int, form: RemoveForm) -> str:
    found = deciding.conflict_of(session(), event, conflict_id)
    if found.ground in NEVER_REMOVED:
        raise NotFound
    return render_template(
        "review/conflicts_remove.html", form=form, conflict=found, **_about(event)
    )


def _declare_page(hand: Hand, form: DeclareForm) -> str:
    return render_template(
        "review/conflicts_declare.html", hand=hand, event=hand.look.event, form=form
    )


def _profile_page(form: ProfileForm) -> str:
    if not reviews_somewhere(current_person()):
        raise NotFound
    return render_template("review/conflicts_profile.html", form=form)
