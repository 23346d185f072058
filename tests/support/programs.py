"""Where the programs are that the tests run for real. Read by scripts/bootstrap.py too."""

import ctypes
import shutil
import subprocess
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def postgresql_folder() -> Path | None:
    """Return the folder with initdb and postgres (the newest on Debian), or None."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name)
    )
    on_path = shutil.which("initdb")
    candidates = [*reversed(debian), *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return None


def chromium() -> Path | None:
    """Return the system's Chromium, or None."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return Path(found) if found else None


def has_atomic_library() -> bool:
    """Return whether libatomic is here: Playwright's own driver needs it."""
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def has_fonts(pattern: str) -> bool:
    """Return whether fontconfig finds a font, such as for ``:lang=am`` (Amharic).

    Without them a browser draws boxes for many people's names, as wide as no letter is.
    """
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", pattern], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())
