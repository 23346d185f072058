"""Where the programs are that the tests run for real. Read by scripts/bootstrap.py too."""

import ctypes
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

# The same browser without windows and panels of its own costs a page a third of the time.
HEADLESS_CHROMIUM = "chromium-headless-shell"
CHROMIUM_NAMES = (HEADLESS_CHROMIUM, "chromium", "chromium-browser", "google-chrome")
LIBICAL = "libical.so.3"
VENV = Path(__file__).parents[2] / ".venv"
# What npm brings: the package at one version, and the only file of it that is ever run.
ICAL_JS = "ical.js@2.2.1"
ICAL_JS_SHA256 = "02b0ab420c2b3af5bd0829b12b8becdffdc2311e62070c381cc0c60b52b0b365"
ICAL_JS_FOLDER = VENV / "npm"


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
    """Return the system's Chromium, the quickest that there is, or None."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return Path(found) if found else None


def thunderbird() -> Path | None:
    """Return Thunderbird, which subscribes to a feed as people's computers do, or None."""
    found = shutil.which("thunderbird")
    return Path(found) if found else None


def node() -> Path | None:
    """Return what runs JavaScript outside a browser: the system's, else that of `.venv`."""
    return program("node")


def npm() -> Path | None:
    """Return what installs packages of JavaScript."""
    return program("npm")


def program(name: str) -> Path | None:
    """Return a program of the system, else of the virtual environment, or None."""
    found = shutil.which(name) or shutil.which(name, path=str(VENV / "bin"))
    return Path(found) if found else None


def ical_js() -> Path | None:
    """Return the file of ical.js (MPL 2.0), or None; of another content it is never run."""
    file = ICAL_JS_FOLDER / "node_modules" / "ical.js" / "dist" / "ical.es5.cjs"
    if not file.exists() or sha256(file.read_bytes()).hexdigest() != ICAL_JS_SHA256:
        return None
    return file


def has_library(name: str) -> bool:
    """Return whether a library of C is here, such as libatomic, which Playwright's driver needs."""
    try:
        ctypes.CDLL(name)
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
