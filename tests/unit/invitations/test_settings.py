"""The two settings of the mailbox for answers."""

from pathlib import Path

import pytest

from courseapp.config import BadSetting, read_settings


def test_without_settings_nobody_reads_answers(tmp_path: Path) -> None:
    settings = read_settings({"COURSEAPP_INSTANCE": str(tmp_path)})
    assert (settings.replies_to, settings.imap_url) == (None, None)


def test_a_mailbox_and_where_it_is_read(tmp_path: Path) -> None:
    settings = read_settings(
        {
            "COURSEAPP_INSTANCE": str(tmp_path),
            "COURSEAPP_REPLIES_TO": "replies@example.org",
            "COURSEAPP_IMAP_URL": "imaps://user:secret@mail.example.org/INBOX",
        }
    )
    assert settings.replies_to == "replies@example.org"
    assert settings.imap_url == "imaps://user:secret@mail.example.org/INBOX"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COURSEAPP_REPLIES_TO", "replies"),
        ("COURSEAPP_REPLIES_TO", f"{'r' * 40}@example.org"),  # no room for a part of each person's
        ("COURSEAPP_IMAP_URL", "pop3://mail.example.org"),
        ("COURSEAPP_IMAP_URL", "imaps://"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        read_settings({"COURSEAPP_INSTANCE": str(tmp_path), name: value})
