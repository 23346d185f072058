"""A page of a form that an applicant fills in: shown, saved as it is, saved while she types.

Her application and what she is asked once she has a seat are filled in alike. They differ in where
the answers go, and in what stands beside the questions.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from flask import flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.applications.models import Application
from courseapp.applications.standing import Meanwhile, changed_meanwhile
from courseapp.core.languages import language_of_answer, spoken
from courseapp.core.request import answering, now
from courseapp.core.translations import gettext, lazy_gettext
from courseapp.forms.document.record import Section
from courseapp.forms.fields import SectionForm
from courseapp.forms.filling.kept import told_kept
from courseapp.forms.filling.merging import Merged, TypedAt, marks_after
from courseapp.forms.filling.pages import Writing, as_shown, asks_more, files_wanted

Answer = str | Response | tuple[str, int]

MORE_ASKED = lazy_gettext(
    "Because of what you answered, this page asks something more. Please go on here."
)


class Filling(ABC):
    """One form of one application, as its writer meets it in one request."""

    template: ClassVar[str]
    last: ClassVar[str]  # the page that follows the questions
    days_kept: ClassVar[int | None] = None  # after the event, where a question says nothing

    def __init__(self, application: Application) -> None:
        self.application = application

    @abstractmethod
    def address(self, page: str = "") -> str:
        """Return the path of one of its pages."""

    @abstractmethod
    def pages(self) -> Writing:
        """Return what can be filled in now, in the language of this request."""

    @abstractmethod
    def save(self, form: SectionForm, seen: str, typed_at: TypedAt) -> Merged:
        """Save a page as it was typed. Raises Problem where nothing can be saved any more."""

    @abstractmethod
    def speak(self, language: str) -> None:
        """Remember in which language she writes."""

    @abstractmethod
    def saved_note(self) -> str:
        """Return when it was saved, in words; "" where it was not."""

    @abstractmethod
    def beside(self, pages: Writing) -> Mapping[str, object]:
        """Return what the page shows besides the questions."""

    def section(self, pages: Writing, key: str) -> Section:
        """Return the page of that key. Raises NotFound."""
        return pages.section(key)

    def is_shut(self) -> bool:
        """Return whether what was saved cannot be sent any more."""
        return False


def show(filling: Filling, key: str) -> Answer:
    """Show the page; what was parked while she was signed out stands in it."""
    pages = filling.pages()
    section = pages.section(key)
    form, parked = pages.filled(section), parked_values(request.path)
    if parked is not None:
        form.read(parked)
    return _page(filling, pages, section, form, kept=parked is not None)


def save(filling: Filling, key: str) -> Answer:
    """Save the page, then go on, or say on it what to look at."""
    pages = filling.pages()
    section = filling.section(pages, key)
    form, merged = _taken(filling, pages, section)
    if form.form_errors:
        return _page(filling, pages, section, form), 422
    filling.speak(_wanted(pages))
    forget_parked()
    return _after_saving(filling, filling.pages(), section, merged)


def keep(filling: Filling, key: str) -> Response | tuple[Response, int]:
    """Save while she types; the page stays open and goes on with the marks of the answer."""
    pages = filling.pages()
    form, merged = _taken(filling, pages, filling.section(pages, key))
    if form.form_errors:
        return jsonify(problem=" ".join(form.form_errors)), 422
    meanwhile = changed_meanwhile(pages.document, pages.language, merged.lost)
    return jsonify(
        saved=filling.saved_note(),
        seen=marks_after(form.texts, form["seen"].data or "", merged.texts),
        meanwhile=[{"name": each.name, "told": each.told} for each in meanwhile],
    )


def _wanted(pages: Writing) -> str:
    """The language that is hers: the page's, but where the form speaks one that the page cannot."""
    return language_of_answer() if spoken(pages.language) else pages.language


def _taken(filling: Filling, pages: Writing, section: Section) -> tuple[SectionForm, Merged]:
    """Read the page that came and save it; a script says how long ago each answer was typed."""
    form, merged = pages.form(section), Merged({}, (), ())
    form.read(request.form)
    typed_at = TypedAt.told_by(request.form.get("ages"), now())
    with answering(form):
        merged = filling.save(form, form["seen"].data or "", typed_at)
    return form, merged


def _after_saving(filling: Filling, pages: Writing, section: Section, merged: Merged) -> Answer:
    fresh = next((each for each in pages.document.sections if each.key == section.key), section)
    form, wanted = pages.filled(fresh), request.form.get("then", "")
    if merged.lost:
        meanwhile = changed_meanwhile(pages.document, pages.language, merged.lost)
        return _page(filling, pages, fresh, form, meanwhile=meanwhile), 409
    if question := files_wanted(section, wanted):
        return redirect(filling.address(f"documents/{question}"), 303)
    if any(each.errors for each in form.answers) or filling.is_shut():
        return _page(filling, pages, fresh, form), 422
    if wanted == "later":
        flash(f"{filling.saved_note()}. {gettext('You can go on at any time.')}", "good")
        return redirect(filling.address(), 303)
    return redirect(filling.address(_next_page(filling, pages, section, fresh)), 303)


def _next_page(filling: Filling, pages: Writing, section: Section, fresh: Section) -> str:
    """Return where she goes on: on the same page where she wants, or where it asks more now."""
    more = asks_more(as_shown(section, request.form.get("seen", "")), fresh)
    if more:
        flash(str(MORE_ASKED), "info")
    stays = more or request.form.get("then") == "stay"
    following = section.key if stays else pages.after(section.key)
    return f"steps/{following}" if following else filling.last


def _page(
    filling: Filling,
    pages: Writing,
    section: Section,
    form: SectionForm,
    *,
    kept: bool = False,
    meanwhile: Sequence[Meanwhile] = (),
) -> str:
    event = filling.application.event
    ends = event.ends_on or event.starts_on
    return render_template(
        filling.template,
        application=filling.application,
        event=event,
        pages=pages,
        section=section,
        form=form,
        kept=kept,
        meanwhile=meanwhile,
        kept_told=told_kept(pages.document, section, ends, pages.language, filling.days_kept),
        saved=filling.saved_note(),
        files_at=filling.address("documents"),
        asked_language=_wanted(pages),
        **filling.beside(pages),
    )
