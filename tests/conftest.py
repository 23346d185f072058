"""The fixtures that every test may use; each lives beside what it is about in tests/support."""

from importlib.util import find_spec

from hypothesis import settings

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.network",
    "tests.support.clock",
    "tests.support.smtp",
    "tests.support.product",
]
if find_spec("courseapp.accounts.views") is not None:
    pytest_plugins += [
        "tests.support.databases",
        "tests.support.checking_client",
        "tests.support.live_server",
        "tests.support.browser",
    ]

# A slow machine is no reason to fail; a failure prints what reproduces it.
settings.register_profile("courseapp", deadline=None, print_blob=True)
settings.load_profile("courseapp")
