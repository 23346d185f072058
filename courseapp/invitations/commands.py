"""What the mail server and operators do with invitations at a terminal."""

import sys

import click
from flask.cli import AppGroup, with_appcontext

from courseapp.core.request import now, session
from courseapp.invitations.receiving.taking import MOST_OCTETS, receive
from courseapp.invitations.tasks import fetch_due, plan_due

invitations = AppGroup("invitations", help="Invitations to calendars, and the answers.")


@invitations.command("receive")
@with_appcontext
def receive_one() -> None:
    """Read one message from standard input: for a pipe of the mail server.

    The exit code is 0 whatever became of it; a message that no answer is must not bounce.
    """
    outcome = receive(session(), now(), sys.stdin.buffer.read(MOST_OCTETS + 1))
    session().commit()
    click.echo(outcome.value)


@invitations.command("fetch")
@with_appcontext
def fetch() -> None:
    """Read the mailbox now, as the worker does every minute."""
    click.echo(f"{fetch_due()} messages read.")


@invitations.command("plan")
@with_appcontext
def plan() -> None:
    """Queue now what is due, as the worker does after each change."""
    click.echo(f"{plan_due()} events planned.")
