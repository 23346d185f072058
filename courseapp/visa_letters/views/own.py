"""The letters of an applicant, on her own page."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.applications.permissions import applicant_herself
from courseapp.applications.queries import own_application
from courseapp.core.permissions import allow
from courseapp.core.private_pages import keep_private
from courseapp.core.request import session
from courseapp.events.contacts import contact_for
from courseapp.visa_letters.emails import file_name
from courseapp.visa_letters.issuing import octets_of
from courseapp.visa_letters.queries import IN_FORCE, letters_of, own_letter
from courseapp.visa_letters.views.parts import WORDS, pdf

OWN = "/applications/<reference>/letters"

blueprint = Blueprint("own_letters", __name__)
blueprint.after_request(keep_private)


@blueprint.get(OWN)
@allow(applicant_herself)
def letters(reference: str) -> str:
    application = own_application(session(), current_person(), reference)
    event = application.event
    return render_template(
        "visa_letters/own.html",
        application=application,
        event=event,
        letters=letters_of(session(), application),
        IN_FORCE=IN_FORCE,
        contact=contact_for(session(), event),
        zone=event.zone or "UTC",
        **WORDS,
    )


@blueprint.get(f"{OWN}/<int(max=2147483647):letter_id>.pdf")
@allow(applicant_herself)
def download(reference: str, letter_id: int) -> Response:
    letter = own_letter(session(), current_person(), reference, letter_id)
    return pdf(octets_of(letter), file_name(letter))
