"""An upload of a form becomes the stored file of a material."""

from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.files.folder import Folder
from courseapp.files.rules import HANDOUTS
from courseapp.files.storing import store
from courseapp.materials.plans import MaterialPlan


def with_upload(
    session: Session,
    now: datetime,
    folder: Folder,
    plan: MaterialPlan,
    upload: FileStorage | None,
) -> MaterialPlan:
    """Return the plan with the upload kept as its file; as it is where nothing was chosen.

    Where no title was entered it is called as its file. Raises Problem as `store` does.
    """
    if upload is None:
        return plan
    file = store(session, now, folder, upload, HANDOUTS)
    return replace(plan, file_id=file.id, title=plan.title or PurePath(file.name).stem)
