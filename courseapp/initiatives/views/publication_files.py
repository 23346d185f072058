"""The file of a publication, for the editors of its record."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.permissions import allow
from courseapp.core.request import answering, now, session
from courseapp.core.uploads import accepts_upload
from courseapp.files.current import current_folder
from courseapp.files.rules import DOCUMENTS, request_bytes
from courseapp.initiatives.file_forms import FileForm
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.permissions import organiser_of_initiative
from courseapp.initiatives.publication_files import publication_in_record, put_file, remove_file
from courseapp.initiatives.queries import initiative_named
from courseapp.initiatives.views.blueprint import blueprint

Answer = str | Response | tuple[str, int]
PAGE = "/manage/<initiative>/record/publications/<key>/file"


@blueprint.get(PAGE)
@allow(organiser_of_initiative)
def edit_file(initiative: str, key: str) -> Answer:
    return _page(initiative_named(session(), initiative), key, FileForm())


@blueprint.post(PAGE)
@allow(organiser_of_initiative)
@accepts_upload(request_bytes(DOCUMENTS))
def save_file(initiative: str, key: str) -> Answer:
    named, form = initiative_named(session(), initiative), FileForm()
    publication_in_record(session(), named, key)  # no such publication: 404 comes before all else
    if form.validate():
        about = (named, key, form.document.data, form.seen.data or "")
        with answering(form):
            put_file(session(), current_person(), now(), current_folder(), *about)
    if form.errors:
        return _page(named, key, form), 422
    forget_parked()
    flash("The file is saved.", "good")
    return redirect(_address(named, key), 303)


@blueprint.post(f"{PAGE}/remove")
@allow(organiser_of_initiative)
def take_file_away(initiative: str, key: str) -> Answer:
    named, seen = initiative_named(session(), initiative), request.form.get("seen", "")
    with answering() as answer:
        remove_file(session(), current_person(), now(), named, key, seen)
    if answer.problem:
        return _page(named, key, FileForm(None), answer.problem), 422
    flash("The file is taken away. Readers can no longer download it.", "good")
    return redirect(_address(named, key), 303)


def _address(initiative: Initiative, key: str) -> str:
    return url_for("initiatives.edit_file", initiative=initiative.slug, key=key)


def _page(initiative: Initiative, key: str, form: FileForm, problem: str = "") -> str:
    """Show the form with what is there now: that is what its next sender has seen."""
    listed = publication_in_record(session(), initiative, key)
    form.seen.data = listed.publication.file
    return render_template(
        "initiatives/publication_file.html",
        initiative=initiative,
        listed=listed,
        form=form,
        problem=problem,
        choose_again=parked_values(request.path) is not None,
    )
