"""A form is published as a version; versions are listed and looked at as they were."""

from flask import Response, flash, redirect, render_template, request

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.forms.building.packing import PackedAs, packed
from courseapp.forms.building.page_forms import PublishForm
from courseapp.forms.building.publishing import (
    has_news,
    publish_form,
    unpublished,
    used_versions,
    version_of,
)
from courseapp.forms.document.changes import changes
from courseapp.forms.document.faults import faults
from courseapp.forms.document.record import FormDocument
from courseapp.forms.shipped import SHIPPED, shipped_form
from courseapp.forms.use import form_use
from courseapp.forms.views.blueprint import (
    LIST,
    ONE,
    Answer,
    Hand,
    blueprint,
    form_in_hand,
    list_of,
)
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.queries import initiative_named

MEDIA_TYPES = {PackedAs.YAML: "application/yaml", PackedAs.JSON: "application/json"}


@blueprint.get(f"{ONE}/publish")
@allow(organiser_of_initiative)
def confirm_publishing(initiative: str, form_id: int) -> Answer:
    hand = _of_event(initiative, form_id)
    return _page(hand, PublishForm(parked_values(request.path)))


@blueprint.post(f"{ONE}/publish")
@allow(organiser_of_initiative)
def publish(initiative: str, form_id: int) -> Answer:
    hand, form = _of_event(initiative, form_id), PublishForm()
    if form.validate():
        with answering(form):
            version = publish_form(
                session(), current_person(), now(), hand.form, form_use(), form.decision()
            )
    if form.errors:
        return _page(hand, form), 422
    forget_parked()
    flash(f"Version {version.number} is what people fill in from now on.", "good")
    return redirect(hand.home, 303)


@blueprint.get(f"{ONE}/versions")
@allow(organiser_of_initiative)
def versions(initiative: str, form_id: int) -> Answer:
    hand = _of_event(initiative, form_id)
    used = used_versions(session(), hand.form, form_use())
    return render_template("manage/forms/versions.html", hand=hand, used=used)


@blueprint.get(f"{ONE}/versions/<int(max=2147483647):number>")
@allow(organiser_of_initiative)
def version(initiative: str, form_id: int, number: int) -> Answer:
    hand = _of_event(initiative, form_id)
    found = version_of(hand.form, number)
    before = version_of(hand.form, number - 1) if number > 1 else None
    return render_template(
        "manage/forms/version.html",
        hand=hand,
        version=found,
        changes=changes(before.shown, found.shown) if before else (),
        document=found.shown,
        language=_wanted(found.shown),
    )


@blueprint.get(f"{LIST}/ours/<key>")
@allow(organiser_of_initiative)
def our_form(initiative: str, key: str) -> Answer:
    named = initiative_named(session(), initiative)
    found = next((each for each in SHIPPED if each.key == key), None)
    if found is None:
        raise NotFound
    document = shipped_form(key)
    return render_template(
        "manage/forms/ours.html",
        initiative=named,
        here=list_of(named),
        shipped=found,
        document=document,
        language=_wanted(document),
    )


@blueprint.get(f"{ONE}/file.<any(yaml,json):packed_as>")
@allow(organiser_of_initiative)
def give_out(initiative: str, form_id: int, packed_as: str) -> Response:
    hand, kind = form_in_hand(initiative, form_id), PackedAs(packed_as)
    response = Response(
        packed(hand.document, kind), content_type=f"{MEDIA_TYPES[kind]}; charset=utf-8"
    )
    name = f"form-{hand.form.id}.{kind.value}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _of_event(initiative: str, form_id: int) -> Hand:
    """Return the form in hand. Raises NotFound for a template: nobody fills it in."""
    hand = form_in_hand(initiative, form_id)
    if hand.form.event is None:
        raise NotFound
    return hand


def _wanted(document: FormDocument) -> str:
    asked = request.args.get("language", "")
    return asked if asked in document.languages else document.languages[0]


def _page(hand: Hand, form: PublishForm) -> str:
    """What is shown is what is published: a change since then is noticed by the revision."""
    form.revision.data = str(hand.form.revision)
    found = faults(hand.document, hand.form.stage)
    used = used_versions(session(), hand.form, form_use())
    return render_template(
        "manage/forms/publish.html",
        hand=hand,
        form=form,
        blocking=[each for each in found if each.blocks],
        advice=[each for each in found if not each.blocks],
        news=unpublished(hand.form),
        has_news=has_news(hand.form),
        used=used,
        drafts=sum(each.answered.drafts for each in used),
        sent=sum(each.answered.sent for each in used),
    )
