"""A speaker's photo: kept, replaced, removed."""

from datetime import datetime

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.files.folder import Folder
from courseapp.files.rules import PHOTOS
from courseapp.files.storing import store
from courseapp.speakers.models import SpeakerProfile


def set_photo(
    session: Session, now: datetime, folder: Folder, profile: SpeakerProfile, upload: FileStorage
) -> None:
    """Keep the upload as her photo, drawn anew. Raises Problem as `store` does.

    An earlier photo's row stays: a page that somebody has open still shows it.
    """
    profile.photo = store(session, now, folder, upload, PHOTOS)
    profile.changed_at = now
    session.flush()


def remove_photo(session: Session, now: datetime, profile: SpeakerProfile) -> None:
    """Let go of her photo: nobody can see it any more."""
    profile.photo = None
    profile.changed_at = now
    session.flush()
