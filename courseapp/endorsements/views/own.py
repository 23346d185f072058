"""A supervisor's page behind the secret link in her letter: no account, no cookie needed.

The secret in the address is the proof, so whoever could forge a press could also press: no token
against forgery is asked for. Looking changes nothing (RFC 9110 §9.2.1).
"""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.applications.asked import without_sensitive
from courseapp.asking.pages import Refused, ended_page, unknown_page
from courseapp.core import formats
from courseapp.core.errors import NotFound
from courseapp.core.permissions import allow, everyone
from courseapp.core.private_pages import keep_private
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.countries.names import country_name
from courseapp.endorsements.answering import answer_request, link_is_over
from courseapp.endorsements.forms import AnswerForm
from courseapp.endorsements.letters import called, path_of
from courseapp.endorsements.models import Endorsement
from courseapp.endorsements.queries import endorsement_with_token
from courseapp.endorsements.rules import ANSWERED, link_ends
from courseapp.endorsements.words import WORDS, words_in
from courseapp.events.clock.deadlines import zone_of_deadline
from courseapp.events.contacts import contact_for
from courseapp.events.lists.rows import place_of
from courseapp.events.words import dates_of
from courseapp.extensions import csrf
from courseapp.files.current import current_folder
from courseapp.files.rules import PAPERS, request_bytes
from courseapp.forms.document.known import ORGANISATION, POSITION, WORK_COUNTRY

Answer = str | Response | tuple[str, int]

HOME = "/endorse/<token>"

blueprint = Blueprint("endorsing", __name__)
csrf.exempt(blueprint)
blueprint.after_request(keep_private)


@blueprint.get(HOME)
@allow(everyone)  # who has the letter is let in
def show(token: str) -> Answer:
    found = _opened(token)
    if not isinstance(found, Endorsement):
        return found
    if found.status in ANSWERED and "change" not in request.args:
        return _thanks(found, token)
    form = AnswerForm(formdata=None).in_words(_words(found)).show(found)
    return _page(found, token, form)


@blueprint.post(HOME)
@allow(everyone)  # likewise
@accepts_upload(request_bytes(PAPERS))
def answer(token: str) -> Answer:
    found = _opened(token)
    if not isinstance(found, Endorsement):
        raise NotFound
    form = AnswerForm().in_words(_words(found))
    if form.validate():
        with answering(form):
            answer_request(session(), now(), current_folder(), found, form.reply())
    if form.errors or form.form_errors:
        return _page(found, token, form), 422
    return redirect(f"{path_of(token)}?language={_language(found)}", 303)


def _opened(token: str) -> Endorsement | Refused:
    """Return what the link opens, or the page that says why it opens nothing."""
    found = endorsement_with_token(session(), token)
    if found is None:
        return unknown_page()
    if link_is_over(found, now()):
        return ended_page(session(), found.application.event)
    return found


def _language(found: Endorsement) -> str:
    wanted = request.values.get("language", "")
    return wanted if wanted in WORDS else found.language


def _words(found: Endorsement) -> "dict[str, str]":
    return dict(words_in(_language(found)))


def _page(found: Endorsement, token: str, form: AnswerForm) -> str:
    return render_template("endorsements/answer.html", form=form, **_about(found, token))


def _thanks(found: Endorsement, token: str) -> str:
    return render_template("endorsements/thanks.html", **_about(found, token))


def _about(found: Endorsement, token: str) -> dict[str, object]:
    application, event = found.application, found.application.event
    answers = without_sensitive(application, application.typed or application.answers)
    until = link_ends(event.applications_close_at, found.reminded_at or found.invited_at or now())
    say = _words(found)
    facts = [
        (say["position"], answers.get(POSITION, "")),
        (say["organisation"], answers.get(ORGANISATION, "")),
        ("", country_name(answers.get(WORK_COUNTRY, ""))),
        (say["when"], dates_of(event)),
        (say["where"], place_of(event)),
    ]
    return {
        "say": say,
        "language": _language(found),
        "languages": [(tag, words["language"]) for tag, words in WORDS.items()],
        "asked": found,
        "event": event,
        "applicant": called(application),
        "facts_told": [(label, text) for label, text in facts if label and text],
        "until": formats.instant(until, zone_of_deadline(event)),
        "home": path_of(token),
        "contact": contact_for(session(), event),
    }
