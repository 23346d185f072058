"""Reading the documents of applications. Who may read them is for the caller to know."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.applications.documents.models import ApplicationDocument
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound
from courseapp.forms.document.reading import values_of
from courseapp.forms.document.record import Stage

Rows = Mapping[str, ApplicationDocument]  # by the id, as answers name it


def rows_of(session: Session, application: Application, stage: Stage = Stage.APPLICATION) -> Rows:
    """Return all that ever came for an application and is still there. One statement."""
    wanted = select(ApplicationDocument).where(
        ApplicationDocument.application_id == application.id, ApplicationDocument.stage == stage
    )
    return {str(each.id): each for each in session.scalars(wanted)}


def named(rows: Rows, texts: Mapping[str, str], key: str) -> Sequence[ApplicationDocument]:
    """Return the documents that the answer to a question names, in its order.

    An id that came for another question, or for another person's application, names nothing.
    """
    found = (rows.get(each) for each in values_of(texts.get(key, "")))
    return tuple(each for each in found if each is not None and each.question == key)


def document_in(
    session: Session,
    application: Application,
    texts: Mapping[str, str],
    number: int,
    stage: Stage = Stage.APPLICATION,
) -> ApplicationDocument:
    """Return the document that these answers of the stage name. Raises NotFound."""
    found = session.get(ApplicationDocument, number)
    if found is None or (found.application_id, found.stage) != (application.id, stage):
        raise NotFound
    if str(number) not in values_of(texts.get(found.question, "")):
        raise NotFound
    return found
