"""Settings are typed, and production refuses what is not safe."""

from pathlib import Path

import pytest

from courseapp.config import DEVELOPMENT_SECRET, BadSetting, Settings, read_settings

SECRET = "x" * 40
PRODUCTION = {
    "COURSEAPP_ENV": "production",
    "COURSEAPP_SECRET_KEY": SECRET,
    "COURSEAPP_BASE_URL": "https://training.example.org/",
}


def read(tmp_path: Path, **environment: str) -> Settings:
    return read_settings({"COURSEAPP_INSTANCE": str(tmp_path), **environment})


def test_nothing_needs_to_be_set_for_a_first_look(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert not settings.production
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path}/courseapp.sqlite"
    assert settings.smtp_url is None


def test_each_installation_makes_a_secret_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    first = read(tmp_path).secret_key
    assert first == read(tmp_path).secret_key
    assert first != DEVELOPMENT_SECRET
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0  # nobody else reads it


def test_production_takes_what_is_safe(tmp_path: Path) -> None:
    settings = read(tmp_path, **PRODUCTION)
    assert settings.production
    assert settings.base_url == "https://training.example.org"
    assert not (tmp_path / "secret").exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"COURSEAPP_SECRET_KEY": ""}, "COURSEAPP_SECRET_KEY"),
        ({"COURSEAPP_SECRET_KEY": "short"}, "at least 32 characters"),
        ({"COURSEAPP_SECRET_KEY": DEVELOPMENT_SECRET}, "COURSEAPP_SECRET_KEY"),
        ({"COURSEAPP_BASE_URL": ""}, "COURSEAPP_BASE_URL is not set"),
        ({"COURSEAPP_BASE_URL": "http://training.example.org"}, "must begin with https://"),
        ({"COURSEAPP_BASE_URL": "training.example.org"}, "Give an address"),
        ({"COURSEAPP_PORT": "eighty"}, "Give a number from 1 to 65535"),
        ({"COURSEAPP_PORT": "70000"}, "Give a number from 1 to 65535"),
        ({"COURSEAPP_TRUSTED_PROXIES": "-1"}, "COURSEAPP_TRUSTED_PROXIES"),
        ({"COURSEAPP_CLAMD": "localhost:3310"}, "Give tcp://host:3310 or unix:/path"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(
    tmp_path: Path, wrong: dict[str, str], told: str
) -> None:
    with pytest.raises(BadSetting, match=told):
        read(tmp_path, **{**PRODUCTION, **wrong})


@pytest.mark.parametrize("prefix", ["postgres://", "postgresql://"])
def test_the_driver_of_postgresql_is_ours_to_choose(tmp_path: Path, prefix: str) -> None:
    settings = read(tmp_path, COURSEAPP_DATABASE_URL=f"{prefix}me@db/courses")
    assert settings.database_url == "postgresql+psycopg://me@db/courses"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", None),
        ("tcp://127.0.0.1:3310", ("127.0.0.1", 3310)),
        ("tcp://[::1]:3310", ("::1", 3310)),
        ("unix:/run/clamav/clamd.ctl", Path("/run/clamav/clamd.ctl")),
    ],
)
def test_a_scanner_is_found_by_host_and_port_or_by_its_socket(
    tmp_path: Path, text: str, address: object
) -> None:
    assert read(tmp_path, COURSEAPP_CLAMD=text).clamd == address
