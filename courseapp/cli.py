"""Operator commands, and what `make run` needs before it opens the doors."""

from datetime import datetime
from typing import cast

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.links import make_link
from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import LinkPurpose, RoleKind
from courseapp.accounts.signing_in import disable, find_person
from courseapp.applications.forgetting import forget_answers as answers_due
from courseapp.applications.tasks import forget as forget_answers
from courseapp.cohorts.commands import selection
from courseapp.cohorts.invariants import broken_cohorts
from courseapp.config import Settings
from courseapp.core.request import now, session
from courseapp.eligibility.invariants import broken_rules
from courseapp.events.invariants import broken_programmes
from courseapp.events.shipped import loading as event_records
from courseapp.exchange.commands import initiatives
from courseapp.files.current import current_folder
from courseapp.files.invariants import missing_files
from courseapp.initiatives import loading as initiative_records
from courseapp.initiatives.invariants import broken_records
from courseapp.initiatives.models import Initiative
from courseapp.invitations.commands import invitations
from courseapp.joining import loading as joining_records
from courseapp.logistics.forgetting import forget_travel_details as travel_due
from courseapp.logistics.tasks import forget as forget_travel
from courseapp.mail.outbox import absolute_url
from courseapp.nominations.invariants import broken_quotas
from courseapp.review.conflicts.invariants import broken_conflicts
from courseapp.review.invariants import broken_reviews
from courseapp.scenarios import world
from courseapp.scenarios.examples import load_examples
from courseapp.scenarios.stages import Stage
from courseapp.selection.invariants import broken_invariants
from courseapp.visa_letters.invariants import broken_letters

FIRST_ORGANISER = "organiser@localhost.example"

# Each returns a sentence for everything that is not as it must be.
INVARIANTS = (
    broken_invariants,
    broken_quotas,
    broken_reviews,
    broken_cohorts,
    broken_conflicts,
    broken_letters,
    broken_records,
    broken_programmes,
    broken_rules,
)

check = AppGroup("check", help="Whether all is as it must be.")
people = AppGroup("people", help="Who may do what.")
applications = AppGroup("applications", help="What people answered.")


def wire(app: Flask) -> None:
    """Add the commands to `flask`."""
    app.cli.add_command(people)
    app.cli.add_command(check)
    app.cli.add_command(initiatives)
    app.cli.add_command(applications)
    app.cli.add_command(selection)
    app.cli.add_command(invitations)


def prepare_records(app: Flask, stage: str | None) -> None:
    """Load the records that are missing, or build the example world of a stage. Safe to repeat.

    Example events come along for a first look, never in production.
    Raises Problem where the database holds another world than that of the stage.
    """
    if stage is not None:
        world.build(app, Stage(stage), app.extensions["clock"]())
        return
    with app.app_context():
        initiative_records.load_records(session(), now())
        joining_records.load_settings(session(), now())
        event_records.load_records(session(), now())
        if not cast(Settings, app.extensions["settings"]).production:
            load_examples(session(), now())
        session().commit()


def one_time_links(app: Flask) -> list[tuple[str, str]]:
    """Return sign-in links for who starts the product: label and address.

    They are for the first organiser, or, in an example world, for each of its cast. In
    production there are none, for what is printed there ends in logs: see `flask people link`.
    """
    if cast(Settings, app.extensions["settings"]).production:
        return []
    with app.app_context():
        if world.stage_here(session()) is not None:
            links = world.cast_links(session(), now())
            session().commit()
            return [(label, absolute_url(path)) for label, path in links]
        _first_organiser(session(), now())
        token = make_link(session(), now(), FIRST_ORGANISER, LinkPurpose.TERMINAL, "/manage")
        session().commit()
        return [("Organiser", absolute_url(f"/sign-in/{token}"))]


@check.command("invariants")
@with_appcontext
def check_invariants() -> None:
    """Check what must be true of database and files; the exit code says whether it is."""
    broken = [sentence for find in INVARIANTS for sentence in find(session())]
    broken += missing_files(session(), current_folder())
    for sentence in broken:
        click.echo(sentence, err=True)
    if broken:
        raise SystemExit(1)
    click.echo("All is well.")


@applications.command("forget")
@click.option("--dry-run", is_flag=True, help="Only say of how many people it would be.")
@with_appcontext
def forget(dry_run: bool) -> None:
    """Delete now what is deleted each night: answers that were to be kept until yesterday."""
    if not dry_run:
        click.echo(f"Deleted of {forget_answers()} applications, {forget_travel()} journeys.")
        return
    answers, travel = sum(answers_due(session(), now())), sum(travel_due(session(), now()))
    session().rollback()
    click.echo(f"Would delete of {answers} applications, {travel} journeys. Nothing is deleted.")


@people.command("administrator")
@click.argument("email")
def make_administrator(email: str) -> None:
    """Let EMAIL administer the whole site."""
    person = _person(session(), now(), email)
    person.is_administrator = True
    session().commit()
    click.echo(f"{person.email} is an administrator.")


@people.command("link")
@click.argument("email")
def print_link(email: str) -> None:
    """Print a link with which EMAIL signs in once, within twelve hours."""
    token = make_link(session(), now(), email, LinkPurpose.TERMINAL, "/")
    session().commit()
    click.echo(absolute_url(f"/sign-in/{token}"))


@people.command("add")
@click.argument("email")
@click.argument("kind", type=click.Choice([kind.value for kind in RoleKind]))
@click.argument("initiative")
def add_role(email: str, kind: str, initiative: str) -> None:
    """Let EMAIL be an organiser or reviewer of INITIATIVE (its short name in addresses)."""
    chosen = session().scalars(select(Initiative).where(Initiative.slug == initiative)).first()
    if chosen is None:
        raise click.ClickException(f"There is no initiative {initiative!r}.")
    person = _person(session(), now(), email)
    held = {(role.kind, role.initiative_id) for role in person.roles}
    if (RoleKind(kind), chosen.id) not in held:
        person.roles.append(Role(kind=RoleKind(kind), initiative_id=chosen.id))
    session().commit()
    click.echo(f"{person.email} is {kind} of {chosen.name}.")


@people.command("disable")
@click.argument("email")
def disable_person(email: str) -> None:
    """Close the account EMAIL; every device is signed out at once."""
    person = find_person(session(), email)
    if person is None:
        raise click.ClickException(f"Nobody has the address {email!r}.")
    disable(session(), now(), person, None)
    session().commit()
    click.echo(f"{person.email} can no longer sign in.")


def _first_organiser(session: Session, at: datetime) -> Person:
    person = _person(session, at, FIRST_ORGANISER)
    person.is_administrator = True
    person.full_name = person.full_name or "First organiser"
    return person


def _person(session: Session, at: datetime, email: str) -> Person:
    person = find_person(session, email)
    if person is None:
        person = Person(email=email.strip().lower(), created_at=at)
        session.add(person)
        session.flush()
    return person
