"""Copies in the memory of one process, ready to go out; of all together at most so many octets."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from courseapp.core.feeds import Prepared

MOST_OCTETS = 64_000_000
# For so long an answer needs no look at the database: nobody waits longer for what was withdrawn.
UNSEEN_FOR = timedelta(seconds=2)

Version = tuple[str | None, datetime | None]  # the tag of the plain octets, and Last-Modified


@dataclass(frozen=True)
class Shelved:
    """A copy, which version it is, and since when it is known to be good; None if it is not."""

    version: Version
    prepared: Prepared
    good_since: datetime | None = None

    @property
    def octets(self) -> int:
        """How many octets it takes, without what is said of it."""
        return sum(len(each.octets) for each in self.prepared.variants.values())

    def is_good(self, now: datetime) -> bool:
        """Whether it may go out without a look at the database. Clocks can be set back."""
        return self.good_since is not None and timedelta() <= now - self.good_since < UNSEEN_FOR


class Shelf:
    """What was asked for last stays. Many threads may use it at once."""

    def __init__(self, most_octets: int = MOST_OCTETS) -> None:
        self.most_octets = most_octets
        self.octets = 0
        self._shelved: OrderedDict[str, Shelved] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Shelved | None:
        """Return what stands under the key."""
        with self._lock:
            found = self._shelved.get(key)
            if found is not None:
                self._shelved.move_to_end(key)
            return found

    def put(self, key: str, shelved: Shelved) -> None:
        """Put it there, and let go what was not asked for the longest where there is no room."""
        with self._lock:
            self._take(key)
            self._shelved[key] = shelved
            self.octets += shelved.octets
            while self.octets > self.most_octets and self._shelved:
                self._take(next(iter(self._shelved)))

    def clear(self) -> None:
        """Let everything go."""
        with self._lock:
            self._shelved.clear()
            self.octets = 0

    def _take(self, key: str) -> None:
        gone = self._shelved.pop(key, None)
        if gone is not None:
            self.octets -= gone.octets
