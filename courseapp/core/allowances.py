"""How often one client may ask within a while, as this process saw it."""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock

MOST_REMEMBERED = 20_000  # clients; whoever was quiet the longest is forgotten first


@dataclass
class _Tally:
    """How often somebody asked in the span with that number, and in the one before it."""

    span: int
    asked: int = 0
    before: int = 0


@dataclass
class Allowance:
    """At most `most` within any `seconds`, counted as if the span before had been even.

    Several processes count each for itself. Instants are seconds since 1970.
    """

    most: int
    seconds: int
    _tallies: OrderedDict[str, _Tally] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, client: str, at: float) -> int:
        """Count one more, and return 0; or count nothing and return the seconds to wait."""
        with self._lock:
            tally = self._tally(client, at)
            wait = self._wait(tally, at)
            if not wait:
                tally.asked += 1
            return wait

    def wait(self, client: str, at: float) -> int:
        """Return how many seconds the client has to wait: 0 if it may ask now."""
        with self._lock:
            return self._wait(self._tally(client, at), at)

    def _tally(self, client: str, at: float) -> _Tally:
        span = int(at // self.seconds)
        tally = self._tallies.get(client) or self._begun(client, span)
        if tally.span != span:
            tally.before = tally.asked if tally.span == span - 1 else 0
            tally.span, tally.asked = span, 0
        self._tallies.move_to_end(client)
        return tally

    def _begun(self, client: str, span: int) -> _Tally:
        self._tallies[client] = tally = _Tally(span)
        if len(self._tallies) > MOST_REMEMBERED:
            self._tallies.popitem(last=False)
        return tally

    def _wait(self, tally: _Tally, at: float) -> int:
        """What of the span before is still within the last `seconds` wears off evenly."""
        passed = at % self.seconds
        room = self.most - 1 - tally.asked
        if room < 0:
            worn_off = self.seconds * (1 - (self.most - 1) / tally.asked)
            return ceil(self.seconds - passed + worn_off)
        if tally.before * (1 - passed / self.seconds) <= room:
            return 0
        return max(1, ceil(self.seconds * (1 - room / tally.before) - passed))


@lru_cache(maxsize=4096)
def client_of(address: str) -> str:
    """Return whom an address stands for: of IPv6 a household has 2^64 of them.

    "" for this machine itself: a proxy that does not tell whom it asks for stands for everybody.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if parsed.is_loopback:
        return ""
    return parsed.exploded[:19] if isinstance(parsed, IPv6Address) else address
