"""The organiser's pages of a programme's versions: publishing, looking back, taking back."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.events.models import Event
from courseapp.events.permissions import organiser_of_event
from courseapp.events.ports.cautions import cautions_of
from courseapp.events.published import programme_letters as letters
from courseapp.events.published.change_words import ChangeLine, change_lines, counted
from courseapp.events.published.changes import Change, changes_between
from courseapp.events.published.discarding import discard_changes
from courseapp.events.published.public_programme import days_of_states
from courseapp.events.published.version_forms import PublishProgrammeForm
from courseapp.events.published.version_queries import version_of, versions_of
from courseapp.events.published.versions import unpublished_changes
from courseapp.events.queries import organised_event, session_of
from courseapp.events.sessions import scheduling
from courseapp.events.views.blueprint import blueprint, home_of

Answer = str | Response | tuple[str, int]


@blueprint.app_template_filter()
def told_changes(
    changes: tuple[Change, ...], reader_zone: str | None = None
) -> tuple[ChangeLine, ...]:
    """Return changes of a programme as their words."""
    return change_lines(changes, reader_zone)


@blueprint.app_template_filter()
def counted_changes(changes: tuple[Change, ...]) -> str:
    """Return ``1 moved, 1 cancelled``."""
    return counted(changes)


@blueprint.get("/manage/events/<slug>/publish-programme")
@allow(organiser_of_event)
def confirm_publishing_programme(slug: str) -> Answer:
    event = organised_event(session(), slug)
    return _publishing_page(event, PublishProgrammeForm(), advise=True)


@blueprint.post("/manage/events/<slug>/publish-programme")
@allow(organiser_of_event)
def publish_programme(slug: str) -> Answer:
    event, form, told = organised_event(session(), slug), PublishProgrammeForm(), None
    form.offer(letters.audiences(session(), event, unpublished_changes(event)), advise=False)
    if form.validate() and "preview" not in request.form:
        with answering(form):
            told = letters.publish_and_tell(
                *(session(), current_person(), now(), event),
                *(form.note.data or "", form.groups(), form.seen.data),
            )
    if told is None:
        return _publishing_page(event, form, advise=False), 422 if form.errors else 200
    return _published(event, told)


@blueprint.get("/manage/events/<slug>/versions")
@allow(organiser_of_event)
def versions(slug: str) -> Answer:
    event = organised_event(session(), slug)
    page = versions_of(session(), event, request.args.get("page", 1, type=int))
    return render_template("manage/events/versions.html", event=event, page=page)


@blueprint.get("/manage/events/<slug>/versions/<int(max=2147483647):number>")
@allow(organiser_of_event)
def version(slug: str, number: int) -> Answer:
    event = organised_event(session(), slug)
    shown = version_of(session(), event, number)
    return render_template(
        "manage/events/version.html", event=event, version=shown, days=days_of_states(shown.states)
    )


@blueprint.get("/manage/events/<slug>/versions/compare")
@allow(organiser_of_event)
def compare_versions(slug: str) -> Answer:
    """Any two versions; in whichever order they are asked for, the older is the one before."""
    event = organised_event(session(), slug)
    asked = [request.args.get(name, 0, type=int) for name in ("from", "to")]
    before, after = (version_of(session(), event, number) for number in sorted(asked))
    return render_template(
        "manage/events/compare_versions.html",
        event=event,
        before=before,
        after=after,
        changes=changes_between(before.states, after.states),
    )


@blueprint.get("/manage/events/<slug>/discard-changes")
@allow(organiser_of_event)
def confirm_discarding(slug: str) -> Answer:
    return _discarding_page(organised_event(session(), slug))


@blueprint.post("/manage/events/<slug>/discard-changes")
@allow(organiser_of_event)
def discard(slug: str) -> Answer:
    event, count = organised_event(session(), slug), 0
    with answering() as answer:
        count = discard_changes(session(), current_person(), now(), event)
    if answer.problem:
        return _discarding_page(event, answer.problem), 422
    what = "1 change is" if count == 1 else f"{count} changes are"
    flash(f"{what} discarded. The plan is what everybody sees.", "good")
    return redirect(home_of(event), 303)


@blueprint.post("/manage/events/<slug>/sessions/<int:session_id>/restore")
@allow(organiser_of_event)
def restore_session(slug: str, session_id: int) -> Answer:
    event = organised_event(session(), slug)
    sitting = session_of(event, session_id)
    with answering() as answer:
        scheduling.restore_session(session(), current_person(), now(), sitting)
    if answer.problem:
        flash(answer.problem, "bad")
    else:
        flash(f"“{sitting.title}” takes place after all.", "good")
    return redirect(home_of(event), 303)


def _publishing_page(event: Event, form: PublishProgrammeForm, *, advise: bool) -> str:
    """Show what would change; after somebody else's change the list is the newest."""
    changes = unpublished_changes(event)
    form.offer(letters.audiences(session(), event, changes), advise=advise)
    form.seen.data = letters.fingerprint(changes)
    return render_template(
        "manage/events/publish_programme.html",
        event=event,
        form=form,
        changes=changes,
        letter=letters.letter_to_show(session(), event, changes, form.note.data or ""),
        previewed="preview" in request.form,
        cautions=cautions_of(session(), event, now()),
    )


def _published(event: Event, told: letters.Published) -> Response:
    if told.version is None:
        flash("Nothing was left to publish: everybody sees the programme as it is planned.", "info")
    else:
        sent = "1 letter is" if told.letters == 1 else f"{told.letters} letters are"
        mail = f" {sent} on the way." if told.letters else ""
        flash(f"Version {told.version.number} of the programme is public now.{mail}", "good")
    return redirect(home_of(event), 303)


def _discarding_page(event: Event, problem: str = "") -> str:
    return render_template(
        "manage/events/discard_changes.html",
        event=event,
        changes=unpublished_changes(event),
        problem=problem,
    )
