"""The page of one question for files, and what a script is told; alike at either stage."""

from dataclasses import dataclass

from flask import flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.applications.documents.asked import Asked
from courseapp.applications.documents.forms import DocumentForm
from courseapp.applications.models import Application
from courseapp.applications.views.blueprint import zone_of
from courseapp.core.private_pages import keep_private
from courseapp.core.translations import gettext

Answer = str | Response | tuple[str | Response, int]


@dataclass(frozen=True)
class Place:
    """The form that the files belong to: its own page, and the one from which it is sent."""

    application: Application
    base: str
    sends_at: str
    crumbs: list[tuple[str, str]]
    is_sent: bool
    has_changes: bool  # that are not sent yet

    @property
    def files_at(self) -> str:
        """The path below which each question has its files."""
        return f"{self.base}/documents"


def told(place: Place, asked: Asked, form: DocumentForm, name: str) -> Answer:
    """Answer a script with the new list and what is wrong; a browser with a page."""
    wrong = [*form.form_errors, *form.document.errors]
    status = 422 if wrong else 200
    if request.accept_mimetypes.best == "application/json":
        files = render_template(
            "applications/documents/_files.html", asked=asked, **_context(place)
        )
        return keep_private(
            jsonify(html=files, problem=" ".join(map(str, wrong)), name=name)
        ), status
    if wrong:
        return page(place, asked, form), status
    flash(gettext("“{name}” is kept.").format(name=name), "good")
    return redirect(f"{place.files_at}/{asked.key}", 303)


def page(place: Place, asked: Asked, form: DocumentForm) -> str:
    """Return the page of one question for files."""
    return render_template(
        "applications/documents/page.html",
        place=place,
        asked=asked,
        form=form,
        event=place.application.event,
        **_context(place),
    )


def _context(place: Place) -> dict[str, object]:
    return {
        "application": place.application,
        "files_at": place.files_at,
        "zone": zone_of(place.application),
    }
