"""How the processes write to the terminal."""

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def write_to_terminal() -> None:
    """Send what matters to standard error; routine news of the libraries is left out."""
    logging.basicConfig(level=logging.INFO, format=FORMAT)
    for name in ("huey", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # waitress warns each time a request waits for a thread, which is its normal work.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
