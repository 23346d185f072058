"""Readers of feeds, and a server of constant octets, each in a light process of its own.

``python -m benchmarks.wire constant PORT STATUS OCTETS THREADS`` serves; ``… wire rate`` and
``… wire alone`` read what to ask as JSON from standard input and write what came back.
"""

import asyncio
import json
import logging
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

import waitress

HOST = "127.0.0.1"
WITHIN_SECONDS = 20


@dataclass(frozen=True)
class Call:
    """One request. `offset` is when it begins, in seconds from the start."""

    path: str
    headers: str = ""
    offset: float = 0.0

    @property
    def octets(self) -> bytes:
        """The request as it goes over the wire."""
        return f"GET {self.path} HTTP/1.1\r\nHost: {HOST}\r\n{self.headers}\r\n".encode()


@dataclass(frozen=True)
class Answer:
    """What came back: the status (0 where nothing did), after how many seconds, and its ETag."""

    status: int
    seconds: float
    tag: str = ""
    octets: int = 0


def rate(port: int, call: Call, connections: int, seconds: float) -> float:
    """Return how many answers a second come over connections that stay open."""
    return float(_apart("rate", [port, astuple(call), connections, seconds]))


def each_alone(port: int, calls: Sequence[Call]) -> list[Answer]:
    """Make each call at its time, on a connection of its own that is closed afterwards."""
    answers = _apart("alone", [port, [astuple(each) for each in calls]])
    return [Answer(*each) for each in answers]


def _apart(work: str, arguments: list[Any]) -> Any:
    command = [sys.executable, "-m", "benchmarks.wire", work]
    done = subprocess.run(  # noqa: S603 - our own module
        command, input=json.dumps(arguments), stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


async def _rate(port: int, call: Sequence[Any], connections: int, seconds: float) -> float:
    until = time.perf_counter() + seconds
    asked = Call(*call)
    counts = await asyncio.gather(*(_again(port, asked, until) for _ in range(connections)))
    return sum(counts) / seconds


async def _again(port: int, call: Call, until: float) -> int:
    """Waitress closes a connection after each 304, so another one is opened then."""
    count = 0
    while time.perf_counter() < until:
        reader, writer = await asyncio.open_connection(HOST, port)
        stays = True
        while stays and time.perf_counter() < until:
            writer.write(call.octets)
            status, said, _ = await _read(reader)
            if status not in (200, 304):
                raise RuntimeError(f"{call.path} answered {status}")
            count += 1
            stays = said.get("connection") != "close"
        writer.close()
    return count


async def _alone(port: int, calls: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    start = time.perf_counter() + 0.2
    answers = await asyncio.gather(*(_one(port, Call(*call), start) for call in calls))
    return [astuple(each) for each in answers]


async def _one(port: int, call: Call, start: float) -> Answer:
    await asyncio.sleep(max(0.0, start + call.offset - time.perf_counter()))
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(WITHIN_SECONDS):
            reader, writer = await asyncio.open_connection(HOST, port)
            writer.write(call.octets)
            status, said, octets = await _read(reader)
            writer.close()
    except (OSError, asyncio.IncompleteReadError):
        return Answer(0, time.perf_counter() - begun)
    return Answer(status, time.perf_counter() - begun, said.get("etag", ""), octets)


async def _read(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], int]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    said = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
    status = int(lines[0].split()[1])
    length = 0 if status == 304 else int(said.get("content-length", "0"))
    if length:
        await reader.readexactly(length)
    return status, said, length


def serve_constant(port: int, status: int, octets: int, threads: int) -> None:
    """Answer with the same octets, whatever is asked for."""
    content = b"x" * octets
    line = "304 NOT MODIFIED" if status == 304 else "200 OK"
    length = [] if status == 304 else [("Content-Length", str(octets))]

    def constant(_environ: Any, start_response: Any) -> list[bytes]:
        start_response(line, [("Content-Type", "text/calendar"), *length])
        return [content]

    serve(constant, port, threads)


def serve(app: Any, port: int, threads: int) -> None:
    """Serve an application the way both are served here."""
    logging.getLogger("waitress").setLevel(logging.ERROR)  # that requests wait is the point
    waitress.serve(
        app, host=HOST, port=port, threads=threads, ident=None, backlog=2048, _quiet=True
    )


if __name__ == "__main__":
    if sys.argv[1] == "constant":
        serve_constant(*map(int, sys.argv[2:]))
    else:
        work = _rate if sys.argv[1] == "rate" else _alone
        print(json.dumps(asyncio.run(work(*json.load(sys.stdin)))))
