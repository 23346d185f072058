"""The web process: waitress on the socket that the supervisor opened.

The supervisor keeps the socket, so while this process is restarted a visitor waits for a
moment instead of being refused.
"""

import signal
import socket
import sys

import waitress

from courseapp.app import create_app
from courseapp.config import read_settings
from courseapp.serve.lifeline import end_with_supervisor
from courseapp.serve.logs import write_to_terminal

THREADS = 8
# Slow lines are normal here: a quiet visitor keeps her connection for this many seconds.
QUIET_SECONDS = 120
# Quiet visitors and calendar programs that keep a line open cost next to nothing; the usual limit
# of 1,024 open files of a process leaves room for the database.
MOST_CONNECTIONS = 800


def main(descriptor: int) -> None:
    """Serve until SIGTERM; a request in hand gets five seconds to finish."""
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    write_to_terminal()
    end_with_supervisor()
    settings = read_settings()
    waitress.serve(
        create_app(settings),
        sockets=[socket.socket(fileno=descriptor)],
        threads=THREADS,
        channel_timeout=QUIET_SECONDS,
        connection_limit=MOST_CONNECTIONS,
        ident=None,
        clear_untrusted_proxy_headers=settings.trusted_proxies == 0,
        _quiet=True,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
