"""The process apart: ``python -m courseapp.files.apart``, with a task as JSON on its input."""

import resource
import sys
from contextlib import suppress

from courseapp.files.apart.findings import read_task
from courseapp.files.apart.looking import finding_of

MEGABYTE = 1024 * 1024
MOST = {
    resource.RLIMIT_AS: 1024 * MEGABYTE,  # memory: a picture of 40 megapixels needs half of it
    resource.RLIMIT_FSIZE: 64 * MEGABYTE,
    resource.RLIMIT_CPU: 10,  # seconds; a whole book needs one
    resource.RLIMIT_CORE: 0,
}


def main() -> None:
    """Bind our own hands, then look at the file and print what was found."""
    for kind, most in MOST.items():
        with suppress(ValueError, OSError):  # a system that knows no such limit has the others
            resource.setrlimit(kind, (most, most))
    sys.stdout.write(finding_of(read_task(sys.stdin.read())).written())


main()
