"""No test reaches beyond this machine: a connection elsewhere is refused at once.

Python's own sockets are guarded here. PostgreSQL's client talks over a unix socket, and
Chromium is told by its own switches to resolve nothing but this machine.
"""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest


class OutsideWorld(Exception):  # noqa: N818 - what a test tried to reach
    """A test tried to reach another machine."""


def _check(family: int, address: Any) -> None:
    if family in {socket.AF_INET, socket.AF_INET6} and not _is_here(str(address[0])):
        raise OutsideWorld(f"a test tried to reach {address}: use a server of tests/support")


def _is_here(host: str) -> bool:
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _needs_no_look_up(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host in {"localhost", ""}
    return True


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    connect, connect_ex, resolve = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def guarded_connect(self: socket.socket, address: Any) -> None:
        _check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        _check(self.family, address)
        return connect_ex(self, address)

    def guarded_resolve(host: Any, *arguments: Any, **options: Any) -> Any:
        if host is not None and not _needs_no_look_up(str(host)):
            raise OutsideWorld(f"a test tried to look up {host!r}")
        return resolve(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        yield
