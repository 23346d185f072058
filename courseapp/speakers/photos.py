"""A speaker's photo: kept bare, replaced, removed."""

from datetime import datetime
from io import BytesIO

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.files.folder import Folder
from courseapp.files.rules import PHOTOS
from courseapp.files.storing import check_upload, store
from courseapp.speakers.models import SpeakerProfile
from courseapp.speakers.pictures import bare_picture


def set_photo(
    session: Session, now: datetime, folder: Folder, profile: SpeakerProfile, upload: FileStorage
) -> None:
    """Keep the upload as her photo, without what it tells besides. Raises Problem as `store` does.

    An earlier photo's row stays: a page that somebody has open still shows it.
    """
    check_upload(upload, PHOTOS)
    bare = bare_picture(upload.stream.read())
    clean = FileStorage(BytesIO(bare), filename=upload.filename, name=upload.name)
    profile.photo = store(session, now, folder, clean, PHOTOS)
    profile.changed_at = now
    session.flush()


def remove_photo(session: Session, now: datetime, profile: SpeakerProfile) -> None:
    """Let go of her photo: nobody can see it any more."""
    profile.photo = None
    profile.changed_at = now
    session.flush()
