"""The folder of files of the running application."""

from typing import cast

from flask import current_app

from courseapp.config import Settings
from courseapp.files.folder import Folder
from courseapp.files.scanning import Clamd, NoScanner


def current_folder() -> Folder:
    """Return the folder that holds the files of this installation, with its scanner."""
    settings = cast(Settings, current_app.extensions["settings"])
    scanner = Clamd(settings.clamd) if settings.clamd else NoScanner()
    return Folder(settings.files_folder, scanner)
