"""The worker process: it does the jobs that wait in the queue, such as sending mail.

Every few seconds it puts a job into the same queue that notes its sign of life: /healthz
then tells that jobs are really done, not only that a process exists.
"""

import threading
from collections.abc import Callable

from flask import Flask
from huey import Huey

from courseapp.app import create_app
from courseapp.config import read_settings
from courseapp.core.clock import utc_now
from courseapp.core.heartbeat import beat
from courseapp.extensions import db
from courseapp.serve.lifeline import end_with_supervisor
from courseapp.serve.logs import write_to_terminal

NAME = "worker"
THREADS = 2
BEAT_EVERY_SECONDS = 15.0
# How often an idle worker looks for new jobs: what a person may have to wait for her mail.
LOOK_EVERY_SECONDS = 0.5
FINISH_WITHIN_SECONDS = 10.0


def main() -> None:
    """Work until SIGTERM; jobs in hand are finished, others wait in the queue."""
    write_to_terminal()
    end_with_supervisor()
    app = create_app(read_settings())
    jobs: Huey = app.extensions["jobs"]
    threading.Thread(target=_beat_for_ever, args=(_heartbeat(jobs, app),), daemon=True).start()
    jobs.create_consumer(
        workers=THREADS,
        initial_delay=0.1,
        max_delay=LOOK_EVERY_SECONDS,
        graceful_signal="TERM",
        shutdown_timeout=FINISH_WITHIN_SECONDS,
    ).run()


def _heartbeat(jobs: Huey, app: Flask) -> Callable[[], object]:
    def note_sign_of_life() -> None:
        with app.app_context():
            beat(db.session(), NAME, utc_now())
            db.session.commit()

    # A sign of life that comes late is none: it expires in the queue.
    enqueue: Callable[[], object] = jobs.task(expires=int(BEAT_EVERY_SECONDS))(note_sign_of_life)
    return enqueue


def _beat_for_ever(enqueue: Callable[[], object]) -> None:
    pause = threading.Event()
    while True:
        enqueue()
        pause.wait(BEAT_EVERY_SECONDS)


if __name__ == "__main__":
    main()
