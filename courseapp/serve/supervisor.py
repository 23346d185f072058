"""Prepare, start, watch, stop."""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from courseapp.config import Settings, read_settings
from courseapp.serve.parts import Part
from courseapp.serve.places import HOST, hold, listen, open_instance
from courseapp.serve.refusals import TOLD, Refusal, tell

STAGES = ("announced", "applied", "reviewed", "selected", "confirmed")
LOOK_EVERY_SECONDS = 0.2
READY_WITHIN_SECONDS = 120.0
STOP_WITHIN_SECONDS = 15.0


def run(port: str, folder: str, stage: str | None, stop: threading.Event) -> None:
    """Check, prepare, start both parts, watch them until `stop`, stop them.

    Raises Refusal or BadSetting, each with a sentence for the person at the terminal.
    """
    if stage is not None and stage not in STAGES:
        raise Refusal(f"There is no STAGE {stage!r}. Choose one of: {', '.join(STAGES)}.")
    environment = os.environ | {"COURSEAPP_PORT": port, "COURSEAPP_INSTANCE": folder}
    instance = open_instance(Path(folder))
    settings = read_settings(environment)
    with hold(instance), listen(settings.port) as listener:
        prepare(environment, stage)
        parts = parts_to_run(environment, listener)
        try:
            watch(parts, settings, environment, stop)
        finally:
            stop_all(parts)


def prepare(environment: Mapping[str, str], stage: str | None) -> None:
    """Bring tables and records up to date in a process of its own."""
    command = [sys.executable, "-m", "courseapp.serve.prepare", *([stage] if stage else [])]
    code = apart(command, environment).returncode
    if code != 0:
        told = code == TOLD
        raise Refusal("" if told else "The database could not be prepared: see the lines above.")


def parts_to_run(environment: Mapping[str, str], listener: socket.socket) -> list[Part]:
    """Return the web server on the open socket and the worker."""
    descriptor = listener.fileno()
    web = [sys.executable, "-m", "courseapp.serve.webserver", str(descriptor)]
    worker = [sys.executable, "-m", "courseapp.serve.worker"]
    return [
        Part("web server", web, environment, (descriptor,)),
        Part("worker", worker, environment),
    ]


def watch(
    parts: Sequence[Part], settings: Settings, environment: Mapping[str, str], stop: threading.Event
) -> None:
    """Keep the parts alive until `stop`; greet once they answer."""
    greeted, patience = False, time.monotonic() + READY_WITHIN_SECONDS
    while not stop.is_set():
        for part in parts:
            part.keep_alive()
        if not greeted and is_ready(settings.port):
            greeted = True
            greet(settings, environment)
        if not greeted and time.monotonic() > patience:
            raise Refusal(f"Nothing answers on port {settings.port}: see the lines above.")
        stop.wait(LOOK_EVERY_SECONDS)
    tell("Stopping …")


def stop_all(parts: Sequence[Part]) -> None:
    """Stop the parts together."""
    until = time.monotonic() + STOP_WITHIN_SECONDS
    for part in parts:
        part.ask_to_stop()
    for part in parts:
        part.wait(until)


def is_ready(port: int) -> bool:
    """Return whether web, database and worker say that they are well."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def greet(settings: Settings, environment: Mapping[str, str]) -> None:
    """Say where it runs and who can sign in."""
    links = apart([sys.executable, "-m", "courseapp.serve.links"], environment)
    print(f"\ncourseapp is ready: {settings.base_url}\n\n{links.stdout}", end="", flush=True)
    print(f"All data is kept in {settings.instance}. Stop with Ctrl-C.", flush=True)


def apart(
    command: Sequence[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a short command to its end, out of reach of Ctrl-C; its output is kept."""
    return subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        check=False,
    )
