"""The applicant lets us write to her supervisor; organisers read what came, and ask again."""

from flask import Blueprint, flash, redirect
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.documents.organising import sent_to
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.queries import own_application
from courseapp.applications.views.blueprint import speaking_to_her
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.translations import gettext, noted
from courseapp.endorsements.asking import ask_supervisor
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.queries import present_endorsement
from courseapp.events.permissions import organiser_of_event
from courseapp.events.queries import organised_event
from courseapp.files.current import current_folder
from courseapp.files.serving import attachment

NOBODY = noted("Name your supervisor and her or his e-mail address first, and save.")

blueprint = Blueprint("endorsements", __name__)


@blueprint.post("/applications/<reference>/endorsement")
@allow(applicant_herself)
def ask(reference: str) -> Response:
    application = speaking_to_her(own_application(session(), current_person(), reference))
    asked = None
    with answering() as answer:
        asked = ask_supervisor(
            session(), current_person().display_name, now(), application, presses=True
        )
    if answer.problem or asked is None:
        flash(answer.problem or gettext(NOBODY), "bad")
    else:
        flash(gettext("A letter is on its way to %(email)s.", email=asked.email), "good")
    return redirect(f"/applications/{reference}", 303)


@blueprint.post("/manage/events/<slug>/applications/<reference>/endorsement")
@allow(organiser_of_event)
def ask_again(slug: str, reference: str) -> Response:
    application = sent_to(session(), organised_event(session(), slug), reference)
    asked = None
    with answering() as answer:
        asked = ask_supervisor(
            session(), current_person().display_name, now(), application, presses=True
        )
    if answer.problem or asked is None:
        flash(answer.problem or "The application names no supervisor to write to.", "bad")
    else:
        flash(f"A letter is on its way to {asked.email}.", "good")
    return redirect(f"/manage/events/{slug}/applications/{reference}", 303)


@blueprint.get("/manage/events/<slug>/applications/<reference>/endorsement/letter")
@allow(organiser_of_event)
def letter(slug: str, reference: str) -> Response:
    application = sent_to(session(), organised_event(session(), slug), reference)
    found: Endorsement | None = present_endorsement(session(), application.id)
    if found is None or found.letter_file is None:
        raise NotFound
    return attachment(found.letter_file, current_folder(), is_confidential=True)
