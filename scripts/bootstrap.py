"""Make the virtual environment and install the locked packages: standard library only.

``python3 scripts/bootstrap.py run`` prepares what the product needs,
``python3 scripts/bootstrap.py test`` also what its tests need.
It does nothing when nothing has changed, and ends with one sentence when it cannot go on.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys

# This file is read by whatever python3 there is: it must be readable to an old one,
# which then hears a sentence instead of a syntax error. So: no new syntax here.
OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")


def main(arguments):
    if arguments not in (["run"], ["test"]):
        sys.exit("Use: python3 scripts/bootstrap.py run (or test).")
    kind = arguments[0]
    check_python()
    make_environment()
    install_packages("pip")  # the one that Python brings takes twice as long for the next
    install_packages(kind)
    if kind == "test":
        install_programs()
        install_ical_js()


def check_python():
    if sys.version_info < OLDEST:
        found = "{}.{}".format(*sys.version_info)
        sys.exit(
            "courseapp needs Python 3.11 or newer; {} is {}. "
            "Install a newer one, or name it: make run PYTHON=/path/to/python3.".format(
                sys.executable, found
            )
        )


def make_environment():
    if environment_works():
        return
    if importlib.util.find_spec("ensurepip") is None:
        install_venv_module()
    tell("Making the virtual environment .venv (once) …")
    run_or_stop(
        [sys.executable, "-m", "venv", "--clear", VENV],
        "The virtual environment could not be made in {}.".format(VENV),
    )


def environment_works():
    if not os.path.exists(VENV_PYTHON):
        return False
    test = "import sys, pip; sys.exit(sys.version_info < {})".format(OLDEST)
    return subprocess.call([VENV_PYTHON, "-c", test], stderr=subprocess.DEVNULL) == 0


def install_venv_module():
    """Debian ships venv apart from Python."""
    package = "python{}.{}-venv".format(*sys.version_info)
    if not may_install():
        sys.exit(
            "This Python cannot make virtual environments. "
            "Install its package first, for example: sudo apt-get install {}".format(package)
        )
    apt_install([package])


def install_packages(kind):
    lock = os.path.join(ROOT, "requirements", kind + ".txt")
    with open(lock, "rb") as file:
        state = hashlib.sha256(file.read()).hexdigest()
    stamp = os.path.join(VENV, "installed-{}".format(kind))
    if read_text(stamp) == state:
        return
    tell("Installing the packages of requirements/{}.txt …".format(kind))
    run_or_stop(
        [VENV_PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        + ["--no-input", "--require-hashes", "--only-binary", ":all:", "-r", lock],
        "The packages could not be installed: the lines above say why. "
        "Check the network connection and run the same command again.",
    )
    with open(stamp, "w") as file:
        file.write(state)


def install_programs():
    """PostgreSQL, Chromium, what drives it and what it writes with, and readers of calendars."""
    missing = [package for package, found in programs() if not found]
    if not missing:
        return
    if not may_install():
        sys.exit(
            "The tests need programs that are not on this machine. "
            "Install them first: sudo apt-get install {}".format(" ".join(missing))
        )
    apt_install(missing)
    still = [package for package, found in programs() if not found]
    if still:
        sys.exit("Installed, but not found: {}.".format(", ".join(still)))


def programs():
    """Return pairs of a Debian package and whether its program is here."""
    wanted = wanted_programs()
    return [
        ("postgresql", wanted.postgresql_folder() is not None),
        (wanted.HEADLESS_CHROMIUM, has_chromium(wanted)),
        ("libatomic1", wanted.has_library("libatomic.so.1")),
        ("libical3", wanted.has_library(wanted.LIBICAL)),
        ("thunderbird", wanted.thunderbird() is not None),
        ("fontconfig", shutil.which("fc-list") is not None),
        ("fonts-liberation", wanted.has_fonts("Liberation Sans")),
        ("fonts-noto-core", wanted.has_fonts(":lang=am") and wanted.has_fonts(":lang=th")),
    ]


def install_ical_js():
    """A reader of calendars in JavaScript, from npm; node too, where the machine has none."""
    wanted = wanted_programs()
    if wanted.ical_js() is not None:
        return
    if wanted.node() is None or wanted.npm() is None:
        install_packages("node")
    tell("Installing {} with npm …".format(wanted.ICAL_JS))
    quiet = ["--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    run_or_stop(
        [str(wanted.npm()), "install", *quiet]
        + ["--prefix", str(wanted.ICAL_JS_FOLDER), wanted.ICAL_JS],
        "npm could not install {}.".format(wanted.ICAL_JS),
        # npm starts the node that it finds there.
        dict(os.environ, PATH=os.environ["PATH"] + os.pathsep + os.path.dirname(VENV_PYTHON)),
    )
    if wanted.ical_js() is None:
        sys.exit("{} is not what it was when it was chosen.".format(wanted.ICAL_JS))


def wanted_programs():
    sys.path.insert(0, ROOT)
    from tests.support import programs

    return programs


def has_chromium(wanted):
    """Where we may not install, the tests are content with a slower one."""
    return bool(shutil.which(wanted.HEADLESS_CHROMIUM)) or (
        not may_install() and wanted.chromium() is not None
    )


def may_install():
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages):
    tell("Installing {} with apt-get …".format(", ".join(packages)))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    sorry = "apt-get could not install {}: the lines above say why.".format(", ".join(packages))
    run_or_stop(["apt-get", "update", "-qq"], sorry, quiet)
    run_or_stop(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends"] + packages, sorry, quiet
    )


def run_or_stop(command, sentence, environment=None):
    try:
        code = subprocess.call(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if command[0] == "apt-get" else None,
        )
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    if code != 0:
        sys.exit(sentence)


def read_text(path):
    if not os.path.exists(path):
        return ""
    with open(path) as file:
        return file.read()


def tell(sentence):
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
