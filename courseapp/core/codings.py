"""Codings of content: plain, gzip and brotli, and which of them a reader likes best.

RFC 9110 §8.4.1, §12.5.3; brotli is RFC 7932.
"""

import gzip
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

import brotli
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

BROTLI_QUALITY = 5  # of 11: on feeds the next four take up to five times as long and save nothing


class Coding(StrEnum):
    """How the octets of a feed travel."""

    BROTLI = "br"
    GZIP = "gzip"
    PLAIN = "identity"


ENCODE: Mapping[Coding, Callable[[bytes], bytes]] = MappingProxyType(
    {
        Coding.BROTLI: lambda octets: bytes(brotli.compress(octets, quality=BROTLI_QUALITY)),
        Coding.GZIP: lambda octets: gzip.compress(octets, mtime=0),
        Coding.PLAIN: lambda octets: octets,
    }
)


@lru_cache(maxsize=512)
def coding_for(accept_encoding: str) -> Coding:
    """Return the coding for a reader with that Accept-Encoding: of equals the smallest.

    Without a wish it is plain: some programs cannot undo what they did not ask for. Nothing is
    refused: whoever forbids even the plain text gets it.
    """
    wishes = parse_accept_header(accept_encoding, Accept)
    packed = [each for each in (Coding.BROTLI, Coding.GZIP) if wishes.quality(each) > 0]
    best = max(packed, key=wishes.quality, default=Coding.PLAIN)
    return best if wishes.quality(best) >= wishes.quality(Coding.PLAIN) else Coding.PLAIN
