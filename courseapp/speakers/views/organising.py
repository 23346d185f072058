"""One speaker, for organisers: who she is, the letters to her, what she answered."""

from flask import Blueprint, Response, flash, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.asking.forms import LetterForm
from courseapp.asking.letters import preview
from courseapp.asking.rules import Party
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.events.contacts import contact_for
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.files.current import current_folder
from courseapp.files.rules import PHOTOS, request_bytes
from courseapp.files.serving import attachment
from courseapp.speakers import asking, letters, profiles
from courseapp.speakers.forms import SpeakerForm, speaker_values
from courseapp.speakers.listing import missing_of
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.photos import remove_photo, set_photo
from courseapp.speakers.programme import sessions_of, told_window
from courseapp.speakers.queries import engagement_of
from courseapp.speakers.rules import STEPS, EngagementAction
from courseapp.speakers.slides import slides_of
from courseapp.speakers.views.listing import LIST, home_of, page_of
from courseapp.speakers.words import BY_HAND, PRESENCES, STATUS_LABELS

Answer = str | AnyResponse | tuple[str, int]
ONE = f"{LIST}/<int(max=2147483647):engagement_id>"

blueprint = Blueprint("speaker", __name__)


@blueprint.get(ONE)
@allow(organiser_of_event)
def show(slug: str, engagement_id: int) -> Answer:
    found = _found(slug, engagement_id)
    form = SpeakerForm(parked_values(request.path), data=speaker_values(found))
    form.changed_at.data = profiles.state_of(found)
    return _page(found, form)


@blueprint.post(ONE)
@allow(organiser_of_event)
@accepts_upload(request_bytes(PHOTOS))
def change(slug: str, engagement_id: int) -> Answer:
    found, form = _found(slug, engagement_id), SpeakerForm()
    if form.validate():
        with answering(form):
            about = (form.plan, form.part, form.changed_at.data)
            profiles.change_speaker(session(), current_person(), now(), found, *about)
            take_photo(found, form.photo.data, without=form.without_photo.data)
    if form.errors:
        return _page(found, form), 422
    forget_parked()
    flash("Your changes are saved.", "good")
    return redirect(page_of(found), 303)


@blueprint.get(f"{ONE}/letter")
@allow(organiser_of_event)
def letter(slug: str, engagement_id: int) -> Answer:
    found = _found(slug, engagement_id)
    return _letter_page(found, LetterForm(parked_values(request.path)))


@blueprint.post(f"{ONE}/letter")
@allow(organiser_of_event)
def send(slug: str, engagement_id: int) -> Answer:
    found, form = _found(slug, engagement_id), LetterForm()
    if "preview" in request.form or not form.validate():
        return _letter_page(found, form), 422 if form.errors else 200
    with answering(form):
        about = (form.note.data or "", form.changed_at.data)
        asking.invite(session(), current_person(), now(), found, *about)
    if form.errors:
        return _letter_page(found, form), 422
    forget_parked()
    flash(f"A letter to {found.profile.name} is on its way to {found.profile.email}.", "good")
    return redirect(page_of(found), 303)


@blueprint.post(f"{ONE}/mark")
@allow(organiser_of_event)
def mark(slug: str, engagement_id: int) -> Answer:
    found, said = _found(slug, engagement_id), request.form.get("action", "")
    action = next((each for each in BY_HAND if each.value == said), None)
    if action is None:
        raise NotFound
    with answering() as answer:
        asking.mark(session(), current_person(), now(), found, action)
    told = answer.problem or f"{found.profile.name} {BY_HAND[action][1]}"
    flash(told, "bad" if answer.problem else "good")
    return redirect(page_of(found), 303)


@blueprint.get(f"{ONE}/remove")
@allow(organiser_of_event)
def confirm_removing(slug: str, engagement_id: int) -> Answer:
    found = _found(slug, engagement_id)
    sittings = sessions_of(found.event, found)
    return render_template("manage/speakers/remove.html", **_about(found), sittings=sittings)


@blueprint.post(f"{ONE}/remove")
@allow(organiser_of_event)
def remove(slug: str, engagement_id: int) -> Answer:
    found = _found(slug, engagement_id)
    event, name = found.event, found.profile.name
    profiles.remove_speaker(session(), current_person(), now(), found)
    flash(f"{name} is no longer on the list.", "good")
    return redirect(home_of(event), 303)


@blueprint.get(f"{ONE}/photo")
@allow(organiser_of_event)
def photo(slug: str, engagement_id: int) -> Response:
    found = _found(slug, engagement_id).profile.photo
    if found is None:
        raise NotFound
    return attachment(found, current_folder())


def take_photo(found: SpeakerEngagement, upload: object, *, without: bool) -> None:
    """Put the photo that was sent with a form in place, or take the present one away."""
    if upload:
        set_photo(session(), now(), current_folder(), found.profile, upload)  # type: ignore[arg-type]  # a FileStorage, or nothing
    elif without:
        remove_photo(session(), now(), found.profile)


def _found(slug: str, engagement_id: int) -> SpeakerEngagement:
    return engagement_of(session(), organised_event(session(), slug), engagement_id)


def _about(found: SpeakerEngagement) -> dict[str, object]:
    return {
        "event": found.event,
        "engagement": found,
        "profile": found.profile,
        "here": page_of(found),
        "stands": STATUS_LABELS[found.status],
        "PRESENCES": PRESENCES,
    }


def _page(found: SpeakerEngagement, form: SpeakerForm) -> str:
    """Show the form; after somebody else's change, with what is saved now beside it."""
    meanwhile = None
    if form.changed_at.errors:
        meanwhile = found
        form.changed_at.data = profiles.state_of(found)
    form.zone.offer(now())
    sittings = sessions_of(found.event, found)
    offered = STEPS.open_to(found.status, Party.ORGANISER)
    return render_template(
        "manage/speakers/speaker.html",
        **_about(found),
        form=form,
        meanwhile=meanwhile,
        sittings=sittings,
        slides=slides_of(session(), found),
        told_window=told_window,
        missing=missing_of(found, [each.sitting for each in sittings]),
        by_hand=[(each.value, BY_HAND[each][0]) for each in offered if each in BY_HAND],
        reminds=asking.letter_to_write(found.status) is EngagementAction.REMIND,
    )


def _letter_page(found: SpeakerEngagement, form: LetterForm) -> str:
    contact = contact_for(session(), found.event, current_person())
    facts = letters.facts_for(found, now(), contact, note=form.note.data or "")
    action = asking.letter_to_write(found.status)
    form.changed_at.data = found.changed_at
    return render_template(
        "manage/speakers/letter.html",
        **_about(found),
        form=form,
        reminds=action is EngagementAction.REMIND,
        letter=preview(letters.KINDS[action], facts),
        sample=letters.SAMPLE_PATH,
    )
