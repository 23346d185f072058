"""The folder of files of the running application."""

from typing import cast

from flask import current_app

from courseapp.config import Settings
from courseapp.files.folder import Folder


def current_folder() -> Folder:
    """Return the folder that holds the files of this installation."""
    return Folder(cast(Settings, current_app.extensions["settings"]).files_folder)
