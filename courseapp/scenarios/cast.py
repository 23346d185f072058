"""The fixed people of every scenario: who they are, what they may do, where their clock is."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.initiatives.loading import load_records
from courseapp.initiatives.models import Initiative


class Part(StrEnum):
    """What somebody plays in the story."""

    ADMINISTRATOR = "administrator"
    ICAP_ORGANISER = "icap_organiser"
    A6IP_ORGANISER = "a6ip_organiser"
    REVIEWER = "reviewer"
    DRAFTING = "drafting"  # an applicant with a draft
    ACCEPTED = "accepted"
    WAITING = "waiting"
    DECLINED = "declined"
    NEWCOMER = "newcomer"  # signed up, has not applied for anything


@dataclass(frozen=True)
class CastMember:
    """An example person. `roles` are pairs of an initiative's slug and a role there."""

    part: Part
    label: str
    name: str
    email: str
    zone: str
    country: str
    latin: str = ""  # where the name is in another script
    roles: tuple[tuple[str, RoleKind], ...] = ()

    @property
    def certificate_name(self) -> str:
        return self.latin or self.name


@dataclass(frozen=True)
class Cast:
    """The people as rows of the database, by part."""

    people: dict[Part, Person] = field(repr=False)

    @property
    def administrator(self) -> Person:
        return self.people[Part.ADMINISTRATOR]

    @property
    def icap_organiser(self) -> Person:
        return self.people[Part.ICAP_ORGANISER]

    @property
    def a6ip_organiser(self) -> Person:
        return self.people[Part.A6IP_ORGANISER]

    @property
    def reviewer(self) -> Person:
        return self.people[Part.REVIEWER]

    @property
    def drafting(self) -> Person:
        return self.people[Part.DRAFTING]

    @property
    def accepted(self) -> Person:
        return self.people[Part.ACCEPTED]

    @property
    def waiting(self) -> Person:
        return self.people[Part.WAITING]

    @property
    def declined(self) -> Person:
        return self.people[Part.DECLINED]

    @property
    def newcomer(self) -> Person:
        return self.people[Part.NEWCOMER]


CAST = (
    CastMember(
        Part.ADMINISTRATOR,
        "Administrator",
        "Ingrid Halvorsen",
        "ingrid.halvorsen@example.org",
        "Europe/Oslo",
        "NO",
    ),
    CastMember(
        Part.ICAP_ORGANISER,
        "ICAP organiser",
        "Mariana Costa",
        "mariana.costa@example.org",
        "Europe/Berlin",
        "PT",
        roles=(("icap", RoleKind.ORGANISER),),
    ),
    CastMember(
        Part.A6IP_ORGANISER,
        "A6IP organiser",
        "Kenji Mori",
        "kenji.mori@example.org",
        "Asia/Tokyo",
        "JP",
        roles=(("a6ip", RoleKind.ORGANISER),),
    ),
    CastMember(
        Part.REVIEWER,
        "ICAP reviewer",
        "Pieter de Vries",
        "pieter.devries@example.org",
        "Europe/Amsterdam",
        "NL",
        roles=(("icap", RoleKind.REVIEWER),),
    ),
    CastMember(
        Part.DRAFTING,
        "Applicant with a draft",
        "ሰላማዊት ተስፋዬ",
        "selamawit.tesfaye@example.org",
        "Africa/Addis_Ababa",
        "ET",
        latin="Selamawit Tesfaye",
    ),
    CastMember(
        Part.ACCEPTED,
        "Accepted applicant",
        "Nguyễn Thị Minh Anh",
        "minhanh.nguyen@example.org",
        "Asia/Ho_Chi_Minh",
        "VN",
    ),
    CastMember(
        Part.WAITING,
        "Applicant on the waiting list",
        "Luz Marina Quispe Mamani",
        "luzmarina.quispe@example.org",
        "America/Lima",
        "PE",
    ),
    CastMember(
        Part.DECLINED,
        "Declined applicant",
        "فاطمة الزهراء بن علي",
        "fatma.benali@example.org",
        "Africa/Tunis",
        "TN",
        latin="Fatma Zahra Ben Ali",
    ),
    CastMember(
        Part.NEWCOMER,
        "Newcomer who has not applied",
        "Tevita",
        "tevita@example.org",
        "Pacific/Tongatapu",
        "TO",
    ),
)


def create_cast(session: Session, now: datetime) -> Cast:
    """Return the cast; whoever is missing is made, with a verified address and her roles.

    The records of the initiatives are loaded first where they are missing. Nobody has a password.
    """
    load_records(session, now)
    slugs = dict(session.execute(select(Initiative.slug, Initiative.id)).all())
    emails = [member.email for member in CAST]
    present = session.scalars(select(Person).where(Person.email.in_(emails)))
    people = {person.email: person for person in present}
    for member in CAST:
        if member.email not in people:
            people[member.email] = _new_person(member, slugs, now)
            session.add(people[member.email])
    session.flush()
    return Cast({member.part: people[member.email] for member in CAST})


def cast_of(session: Session) -> Cast:
    """Return the cast that was made before. One statement; raises KeyError if it was not."""
    emails = [member.email for member in CAST]
    present = session.scalars(select(Person).where(Person.email.in_(emails)))
    people = {person.email: person for person in present}
    return Cast({member.part: people[member.email] for member in CAST})


def _new_person(member: CastMember, slugs: dict[str, int], now: datetime) -> Person:
    return Person(
        email=member.email,
        full_name=member.name,
        zone=member.zone,
        email_verified_at=now,
        is_administrator=member.part is Part.ADMINISTRATOR,
        created_at=now,
        roles=[Role(initiative_id=slugs[slug], kind=kind) for slug, kind in member.roles],
    )
