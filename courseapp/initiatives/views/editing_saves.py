"""What becomes of a form of the record: saved, told what is wrong, or asked to decide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, redirect
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from courseapp.accounts.current import current_person
from courseapp.accounts.parking import forget_parked
from courseapp.core.request import answering, now, session
from courseapp.initiatives.document.merging import pieces
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.edit_forms import EditForm
from courseapp.initiatives.editing.kinds import LISTS
from courseapp.initiatives.models import Initiative
from courseapp.initiatives.queries import HeldRecord, held_record
from courseapp.initiatives.saving import Edit, Saved, change_record, version_of
from courseapp.initiatives.telling import Clash, told, told_clash
from courseapp.initiatives.versions import Meanwhile, author_words, saved_meanwhile
from courseapp.initiatives.views.blueprint import blueprint

Answer = str | Response | tuple[str, int]
MOST_NAMED = 3


@blueprint.record_once
def share_words(state: BlueprintSetupState) -> None:
    """Give every template, imported ones too, the lists of a record and who saved a version."""
    state.app.jinja_env.globals.update(record_lists=LISTS, author_words=author_words)


@dataclass(frozen=True)
class Sent:
    """A form that was sent: the edit it asks for, and how its page is shown again.

    `done` says in a sentence what was done; `back` is where to go then.
    """

    initiative: Initiative
    form: EditForm
    edit: Edit
    done: str
    back: str
    show: Callable[[Sequence[Clash]], str]


def record_in_hand(slug: str) -> HeldRecord:
    """Return the newest record of an initiative that the person edits. Raises NotFound."""
    return held_record(session(), slug, current_person())


def began_with(held: HeldRecord, form: EditForm) -> Record:
    """Return the record with which the form began; the newest where it says nothing.

    Raises NotFound for a version that is not there.
    """
    number = form.base_number.data
    if number in {None, held.version.number}:
        return held.record
    return from_plain(version_of(session(), held.initiative.id, number).document)


def home_of(initiative: Initiative) -> str:
    """Return the address of the record's page for its editors."""
    return f"/manage/{initiative.slug}/record"


def answer_to(sent: Sent) -> Answer:
    """Save what was sent, and lead on.

    What is wrong stands beside its field (422). What somebody else changed meanwhile stands
    beside what was typed (409): to save then is a decision.
    """
    form, saved = sent.form, None
    if form.validate():
        with answering(form):
            saved = change_record(
                session(),
                current_person(),
                now(),
                sent.initiative,
                sent.edit,
                form.why.data or "",
                form.base_number.data,
            )
    if saved is None:
        return sent.show(()), 422
    return _conclude(sent, saved)


def _conclude(sent: Sent, saved: Saved) -> Answer:
    if saved.clashes:
        clashes = clashes_of(sent.initiative, saved, sent.form.base_number.data)
        sent.form.base_number.data = saved.version.number
        return sent.show(clashes), 409
    forget_parked()
    tell_saved(sent.initiative, saved, sent.form.base_number.data, sent.done)
    for remark in sent.form.remarks:
        flash(remark, "wait")
    return redirect(sent.back, 303)


def clashes_of(initiative: Initiative, saved: Saved, base: int) -> tuple[Clash, ...]:
    """Return what clashed in words, with what both sides began with."""
    document = version_of(session(), initiative.id, base).document
    began = pieces(from_plain(document))
    return tuple(
        told_clash(each.place, began.get(each.place), each.before, each.after)
        for each in saved.clashes
    )


def tell_saved(initiative: Initiative, saved: Saved, base: int, done: str) -> None:
    """Leave a message: what was saved as which version, and what others saved meanwhile."""
    if not saved.is_new:
        flash("Nothing is different from before, so there is no new version.", "info")
        return
    flash(f"{done} It is version {saved.version.number}.", "good")
    others = saved_meanwhile(session(), initiative.id, base, saved.version.number)
    if others and saved.theirs:
        places = [told(change).title for change in saved.theirs]
        flash(f"{_who(others)} meanwhile: {_named(places)}. All changes are kept.", "info")


def _who(others: Sequence[Meanwhile]) -> str:
    """Return ``Kenji Mori saved version 8``, or both names and the numbers."""
    names = " and ".join(dict.fromkeys(author_words(each.author) for each in others))
    first, last = others[0].number, others[-1].number
    return (
        f"{names} saved version {first}"
        if first == last
        else f"{names} saved versions {first} to {last}"
    )


def _named(places: Sequence[str]) -> str:
    titles = list(dict.fromkeys(places))
    more = len(titles) - MOST_NAMED
    return ", ".join(titles[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
