"""What all pages of forms share: their blueprint, addresses, words, and the form in hand."""

from dataclasses import dataclass
from functools import cached_property

from flask import Blueprint
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from courseapp.core.errors import NotFound
from courseapp.core.request import session
from courseapp.forms.document import wording
from courseapp.forms.document.record import FormDocument, Question
from courseapp.forms.models import Form
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import initiative_named

Answer = str | Response | tuple[str, int]
LIST = "/manage/<initiative>/forms"
ONE = f"{LIST}/<int(max=2147483647):form_id>"

blueprint = Blueprint("forms", __name__)


@dataclass(frozen=True)
class Hand:
    """The form that an organiser works on, with what her pages need of it."""

    initiative: Initiative
    form: Form
    document: FormDocument

    @property
    def home(self) -> str:
        """The address of the form's page; all others lie below it."""
        return f"{list_of(self.initiative)}/{self.form.id}"

    @property
    def language(self) -> str:
        """The language in which the form is written."""
        return self.document.languages[0]

    @property
    def name(self) -> str:
        """What the form is called: the template's name, or the title."""
        return self.form.name or self.document.said(self.document.title, self.language)

    @property
    def place(self) -> str:
        """The address of what the form belongs to."""
        event = self.form.event
        return f"/manage/events/{event.slug}/form" if event else list_of(self.initiative)

    @cached_property
    def _published(self) -> list[FormDocument]:
        return [each.shown for each in self.form.versions]

    def options_shown(self, question: Question) -> frozenset[str]:
        """Return the keys of options that people may have chosen."""
        shown = (each.by_key.get(question.key) for each in self._published)
        return frozenset(option.key for each in shown if each for option in each.options)

    @property
    def keys_shown(self) -> frozenset[str]:
        """The keys under which people may have answered something."""
        return frozenset(each.key for form in self._published for each in form.questions)


def form_in_hand(initiative: str, form_id: int) -> Hand:
    """Return the form with its initiative. Raises NotFound for one of another initiative."""
    named = initiative_named(session(), initiative)
    form = session().get(Form, form_id)
    if form is None or form.initiative_id != named.id:
        raise NotFound
    return Hand(named, form, form.composed)


def list_of(initiative: Initiative) -> str:
    """Return the address of the initiative's templates."""
    return f"/manage/{initiative.slug}/forms"


@blueprint.record_once
def share_words(state: BlueprintSetupState) -> None:
    """Give every template the words for forms."""
    state.app.jinja_env.globals.update(form_words=wording)
