"""The fixtures that every test may use; each lives beside what it is about in tests/support."""

import gc
import os
import sys

from hypothesis import settings

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.network",
    "tests.support.order",
    "tests.support.clock",
    "tests.support.worlds",
    "tests.support.databases",
    "tests.support.cheap_passwords",
    "tests.support.quick_disks",
    "tests.support.quick_looks",
    "tests.support.quick_routes",
    "tests.support.checking_client",
    "tests.support.people",
    "tests.support.smtp",
    "tests.support.live_server",
    "tests.support.product",
    "tests.support.browser",
]

# Each process that the tests start would compile the whole product anew, for ten seconds.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A slow machine is no reason to fail; a failure prints what reproduces it.
settings.register_profile("courseapp", deadline=None, print_blob=True, max_examples=50)
settings.load_profile("courseapp")

# Apps and templates live as long as the run: looking through them for garbage, again and again,
# takes a tenth of its time.
gc.set_threshold(50_000, 20, 100)
