"""The pages of imports, the same for administrators and for the organisers of one initiative."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked, parked_values
from courseapp.core.paging import paginate
from courseapp.core.request import answering, now, session
from courseapp.exchange.deciding import read_otherwise, start_import, take_import, throw_away
from courseapp.exchange.forms import PUBLIC, FileForm, TakeForm
from courseapp.exchange.import_page import dry_run_page, other_encoding, result_page
from courseapp.exchange.models import RecordImport
from courseapp.exchange.queries import import_numbered, imports_of, verdicts_of
from courseapp.exchange.rules import WORKS, ImportState, Result, TextEncoding, Verdict
from courseapp.exchange.words import counted
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import initiative_named

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True)
class Desk:
    """Where a person imports: at an initiative's own record, or, without one, at all of them."""

    initiative: Initiative | None = None

    @classmethod
    def of(cls, slug: str) -> "Desk":
        """Return the desk of an initiative. Raises NotFound."""
        return cls(initiative_named(session(), slug))

    @property
    def home(self) -> str:
        """The address of its first page."""
        if self.initiative is None:
            return "/manage/import"
        return f"/manage/{self.initiative.slug}/record/import"

    def address(self, import_id: int) -> str:
        """Return the address of one import."""
        return f"{self.home}/{import_id}"

    def start_page(self, form: FileForm | None = None) -> str:
        """Show the form, and what was imported before."""
        number = request.args.get("page", 1, type=int)
        page = paginate(session(), imports_of(self.initiative), number)
        verdicts = verdicts_of(session(), [each.id for each in page.items])
        return render_template(
            "exchange/start.html",
            desk=self,
            form=form or FileForm(parked_values(request.path)),
            page=page,
            counted={key: counted(value) for key, value in verdicts.items()},
        )

    def start(self) -> Answer:
        """Keep the file for the worker, and lead to the page where it can be watched."""
        form, started = FileForm(), None
        if form.validate():
            with answering(form):
                started = start_import(
                    session(), current_person(), now(), *form.content(), self.initiative
                )
        if started is None:
            return self.start_page(form), 422
        forget_parked()
        return redirect(self.address(started.id), 303)

    def show(self, import_id: int) -> Answer:
        """Show how far an import is, its dry run, or what became of it."""
        found = import_numbered(session(), import_id, self.initiative)
        return _PAGES.get(found.state, _waiting_page)(self, found)

    def take(self, import_id: int) -> Answer:
        """Import what was read. Pressed twice it is imported once."""
        found = import_numbered(session(), import_id, self.initiative)
        form = TakeForm()
        if not form.validate():
            return _ready_page(self, found, form), 422
        public = self.initiative is None and form.visibility.data == PUBLIC
        older = bool(form.with_older.data)
        if not take_import(session(), current_person(), now(), import_id, public, older):
            flash("This import has been started already.", "info")
        return redirect(self.address(import_id), 303)

    def read_again(self, import_id: int) -> Answer:
        """Read the file in the encoding that somebody chose."""
        import_numbered(session(), import_id, self.initiative)
        encoding = request.form.get("encoding", type=TextEncoding)
        if encoding and not read_otherwise(session(), now(), import_id, encoding):
            flash("This file is not waiting any more.", "info")
        return redirect(self.address(import_id), 303)

    def throw_away(self, import_id: int) -> Answer:
        """Let go of a file that is not to be imported."""
        found = import_numbered(session(), import_id, self.initiative)
        name = found.file_name
        if throw_away(session(), now(), import_id):
            flash(f"{name} was thrown away. Nothing was imported.", "good")
        else:
            flash(f"{name} cannot be thrown away any more.", "info")
        return redirect(self.home, 303)


def _waiting_page(desk: Desk, found: RecordImport) -> str:
    return render_template(
        "exchange/waiting.html",
        desk=desk,
        file=found,
        works=found.state in WORKS,
        encoding=other_encoding(found, ()),
    )


def _ready_page(desk: Desk, found: RecordImport, form: TakeForm | None = None) -> str:
    return render_template(
        "exchange/dry_run.html",
        desk=desk,
        file=found,
        form=form or TakeForm(formdata=None),
        page=dry_run_page(session(), found, request.args.get("show", type=Verdict), _number()),
    )


def _done_page(desk: Desk, found: RecordImport) -> str:
    return render_template(
        "exchange/result.html",
        desk=desk,
        file=found,
        page=result_page(session(), found, request.args.get("show", type=Result), _number()),
    )


def _number() -> int:
    return request.args.get("page", 1, type=int)


_PAGES: dict[ImportState, Callable[[Desk, RecordImport], str]] = {
    ImportState.READY: _ready_page,
    ImportState.DONE: _done_page,
}
