"""A speaker's own pages behind her private link: no account, no cookie needed.

The secret in the address is the proof, so whoever could forge a press could also answer: no token
against forgery is asked for, and the forms work in mail programs that keep no cookies. Nothing
that is loaded or followed from here learns the address, which such a token's check would need.
"""

from flask import Blueprint, Response, flash, redirect, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.extensions import csrf
from courseapp.files.current import current_folder
from courseapp.files.rules import HANDOUTS, PHOTOS, request_bytes
from courseapp.files.serving import attachment
from courseapp.speakers import asking, profiles, windows
from courseapp.speakers.asking import SpeakersAnswer
from courseapp.speakers.forms import (
    AboutForm,
    AnswerForm,
    SlidesForm,
    WindowForm,
    about_values,
    answer_values,
)
from courseapp.speakers.models import SpeakerEngagement
from courseapp.speakers.slides import upload_slides
from courseapp.speakers.views import her_pages
from courseapp.speakers.views.organising import take_photo

Answer = str | AnyResponse | tuple[str, int]
HOME = "/speak/<token>"
CONFIRM, DECLINE = "confirm", "decline"

blueprint = Blueprint("speak", __name__)
csrf.exempt(blueprint)
blueprint.after_request(keep_private)


@blueprint.get(HOME)
@allow(everyone)
def show(token: str) -> Answer:
    found = her_pages.opened(token)
    if not isinstance(found, SpeakerEngagement):
        return found
    return her_pages.home(found, AnswerForm(None, data=answer_values(found)), token)


@blueprint.post(HOME)
@allow(everyone)
def answer(token: str) -> Answer:
    found, form = her_pages.opened_to_act(token), AnswerForm()
    said = request.form.get("answer", "")
    if said not in {CONFIRM, DECLINE}:
        raise BadRequest
    if form.validate():
        about = (form.presence.data or found.presence, form.is_public.data, form.remark.data or "")
        with answering(form):
            asking.answer(session(), now(), found, SpeakersAnswer(said == CONFIRM, *about))
    if form.errors:
        return her_pages.home(found, form, token), 422
    flash("Thank you. The organisers see your answer.", "good")
    return redirect(f"/speak/{token}", 303)


@blueprint.get(f"{HOME}/times")
@allow(everyone)
def times(token: str) -> Answer:
    found = her_pages.opened(token)
    if not isinstance(found, SpeakerEngagement):
        return found
    return her_pages.times(found, WindowForm(None, zone=her_pages.zone_of(found)), token)


@blueprint.post(f"{HOME}/times")
@allow(everyone)
def add_time(token: str) -> Answer:
    found, form = her_pages.opened_to_act(token), WindowForm()
    if form.validate():
        with answering(form):
            windows.add_window(session(), now(), found, form.plan())
    if form.errors:
        return her_pages.times(found, form, token), 422
    flash("Your time is kept.", "good")
    return redirect(f"/speak/{token}/times", 303)


@blueprint.post(f"{HOME}/times/<int(max=2147483647):window_id>/remove")
@allow(everyone)
def remove_time(token: str, window_id: int) -> Answer:
    found = her_pages.opened_to_act(token)
    windows.remove_window(session(), now(), found, window_id)
    flash("This time is removed.", "good")
    return redirect(f"/speak/{token}/times", 303)


@blueprint.get(f"{HOME}/profile")
@allow(everyone)
def profile(token: str) -> Answer:
    found = her_pages.opened(token)
    if not isinstance(found, SpeakerEngagement):
        return found
    form = AboutForm(None, data=about_values(found.profile))
    form.changed_at.data = profiles.state_of(found)
    return her_pages.profile(found, form, token)


@blueprint.post(f"{HOME}/profile")
@allow(everyone)
@accepts_upload(request_bytes(PHOTOS))
def save_profile(token: str) -> Answer:
    found, form = her_pages.opened_to_act(token), AboutForm()
    known = found.profile
    if form.validate():
        with answering(form):
            about = (form.profile_plan(known.name, known.email), None, form.changed_at.data)
            profiles.change_speaker(session(), None, now(), found, *about)
            take_photo(found, form.photo.data, without=form.without_photo.data)
    if form.errors:
        return her_pages.profile(found, form, token), 422
    flash("Your profile is saved.", "good")
    return redirect(f"/speak/{token}", 303)


@blueprint.get(f"{HOME}/photo")
@allow(everyone)
def photo(token: str) -> Response:
    found = her_pages.opened_to_act(token).profile.photo
    if found is None:
        raise NotFound
    return attachment(found, current_folder())


@blueprint.get(f"{HOME}/slides/<int(max=2147483647):session_id>")
@allow(everyone)
def slides(token: str, session_id: int) -> Answer:
    found = her_pages.opened(token)
    if not isinstance(found, SpeakerEngagement):
        return found
    return her_pages.slides(found, SlidesForm(None), token, session_id)


@blueprint.post(f"{HOME}/slides/<int(max=2147483647):session_id>")
@allow(everyone)
@accepts_upload(request_bytes(HANDOUTS))
def add_slides(token: str, session_id: int) -> Answer:
    found, form = her_pages.opened_to_act(token), SlidesForm()
    if form.validate():
        with answering(form):
            about = (found, session_id, form.document.data)
            upload_slides(session(), now(), current_folder(), *about)
    if form.errors:
        return her_pages.slides(found, form, token, session_id), 422
    flash("Your file has arrived. The organisers decide when others see it.", "good")
    return redirect(f"/speak/{token}/slides/{session_id}", 303)
