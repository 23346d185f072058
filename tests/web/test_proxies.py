"""Who the client is, with and without reverse proxies in front."""

from dataclasses import replace
from pathlib import Path

from flask import Flask, request

from courseapp.app import create_app
from courseapp.core.permissions import allow, everyone
from tests.support.databases import settings_for_tests

FORGED = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7", "X-Forwarded-Proto": "https"}


def seen_by(app: Flask) -> str:
    @app.get("/seen")
    @allow(everyone)
    def seen() -> str:
        return f"{request.scheme} {request.remote_addr}"

    return app.test_client().get("/seen", headers=FORGED).get_data(as_text=True)


def test_without_a_proxy_nobody_forges_her_address(tmp_path: Path) -> None:
    assert seen_by(create_app(settings_for_tests(tmp_path, "sqlite://"))) == "http 127.0.0.1"


def test_one_proxy_is_believed_and_what_came_before_it_is_not(tmp_path: Path) -> None:
    settings = replace(settings_for_tests(tmp_path, "sqlite://"), trusted_proxies=1)
    assert seen_by(create_app(settings)) == "https 198.51.100.7"
