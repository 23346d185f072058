"""`python -m courseapp.serve`: what `make run` and `make demo` call."""

import argparse
import os
import sys
import threading
from collections.abc import Sequence
from signal import SIGHUP, SIGINT, SIGTERM, signal

from courseapp.config import BadSetting
from courseapp.serve.refusals import Refusal, tell
from courseapp.serve.supervisor import run


def main(arguments: Sequence[str]) -> int:
    """Run until stopped; return the exit code. Troubles are told as one sentence."""
    stop = threading.Event()
    for each in (SIGINT, SIGTERM, SIGHUP):
        signal(each, lambda _signal, _frame: stop.set())
    options = read_options(arguments)
    try:
        run(options.port.strip(), options.instance, options.stage, stop)
    except (Refusal, BadSetting) as refusal:
        tell(str(refusal))
        return 1
    return 0


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Return port, instance and stage as they were typed."""
    parser = argparse.ArgumentParser(prog="courseapp", description="Run courseapp here.")
    parser.add_argument("--port", default=os.environ.get("COURSEAPP_PORT", "8000"))
    parser.add_argument("--instance", default=os.environ.get("COURSEAPP_INSTANCE", "instance"))
    parser.add_argument("--stage", default=None)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
