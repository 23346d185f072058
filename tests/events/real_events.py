"""What public documents state of the real events, word for word as facts; blank is not stated."""

from dataclasses import dataclass
from datetime import date, datetime

wall = datetime.fromisoformat  # what a clock on the wall shows


@dataclass(frozen=True)
class Stated:
    """One event as its source states it, besides its title. Places: city, country, zone."""

    series: str
    title: str
    kind: str
    status: str = "held"
    edition: int | None = None
    mode: str | None = None
    level: str | None = None
    access: str | None = None
    days: tuple[date, date] | None = None
    year: tuple[int, int | None, bool] | None = None  # year, month, whether inferred
    place: tuple[str, str | None, str | None] = ("", None, None)
    people: tuple[int | None, int | None] = (None, None)  # participants, their countries
    region: str = ""
    implementers: tuple[str, ...] = ()
    co_chairs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    closes_on: date | None = None
    seats_per_module: tuple[int, ...] = ()
    modules_per_applicant: tuple[int | None, int | None] = (None, None)
    sittings: tuple[tuple[datetime, datetime], ...] = ()


def online(zone: str) -> tuple[str, str | None, str | None]:
    return "", None, zone


STATED = {
    "icap-summer-course-2009": Stated(
        "icap-ets-courses", "ICAP summer course on emissions trading", "course",
        edition=1, mode="in_person", level="introductory",
        days=(date(2009, 7, 27), date(2009, 8, 7)), place=("Berlin", "DE", "Europe/Berlin"),
        people=(None, 19), implementers=("Ecologic Institute",),
    ),
    "icap-course-bangkok-2017": Stated(
        "icap-ets-courses", "ICAP training course on emissions trading (Asia)", "course",
        edition=17, mode="in_person", level="introductory",
        days=(date(2017, 4, 25), date(2017, 5, 4)), place=("Bangkok", "TH", "Asia/Bangkok"),
        people=(28, None),
        topics=(
            "Scope", "Cap", "Allocation", "Compliance and oversight",
            "Data collection and inventories", "Registry design",
        ),
    ),
    "icap-advanced-course-lisbon-2017": Stated(
        "icap-advanced-courses", "ICAP advanced course on emissions trading", "course",
        edition=2, mode="in_person", level="advanced",
        days=(date(2017, 8, 28), date(2017, 9, 7)), place=("Lisbon", "PT", "Europe/Lisbon"),
        people=(30, None),
    ),
    "icap-online-ets-academy-2021": Stated(
        "icap-ets-academy", "ICAP Online ETS Academy", "course",
        edition=1, mode="online", level="all_levels", access="application",
        days=(date(2021, 8, 16), date(2021, 9, 10)), place=online("Europe/Berlin"),
        seats_per_module=(40, 40, 40, 40), modules_per_applicant=(1, 3),
    ),
    "icap-summer-school-2022": Stated(
        "icap-ets-courses", "ICAP Summer School on Emissions Trading", "course",
        mode="in_person", level="intermediate", access="application",
        days=(date(2022, 8, 22), date(2022, 9, 2)), place=("Florence", "IT", "Europe/Rome"),
        closes_on=date(2022, 7, 11),
    ),
    "icap-online-seminar-2023": Stated(
        "icap-ets-courses",
        "ICAP online seminar on emissions trading: Latin America and the Caribbean", "course",
        mode="online", level="introductory", access="application",
        days=(date(2023, 2, 27), date(2023, 3, 3)), place=online("Europe/Berlin"),
        region="Latin America and the Caribbean",
    ),
    "icap-annual-meeting-2014": Stated(
        "icap-technical-dialogue", "ICAP annual meeting and linking workshop", "workshop",
        mode="in_person", days=(date(2014, 9, 25), date(2014, 9, 27)),
        place=("Montréal", "CA", "America/Toronto"),
    ),
    "cmp-strategic-dialogue-2016": Stated(
        "cmp-strategic-dialogue", "Strategic dialogue", "dialogue", edition=1, mode="in_person",
        access="invitation", year=(2016, 6, True), place=("Tokyo", "JP", None),
    ),
    "cmp-strategic-dialogue-2017": Stated(
        "cmp-strategic-dialogue", "Strategic dialogue", "dialogue", edition=2, mode="in_person",
        access="invitation", year=(2017, None, True), place=("Rome", "IT", None),
    ),
    "cmp-strategic-dialogue-2018": Stated(
        "cmp-strategic-dialogue", "Strategic dialogue", "dialogue", edition=3, mode="in_person",
        access="invitation", year=(2018, None, True), place=("Halifax", "CA", None),
    ),
    "cmp-strategic-dialogue-2019": Stated(
        "cmp-strategic-dialogue", "Strategic dialogue", "dialogue", edition=4, mode="in_person",
        access="invitation", year=(2019, None, True), place=("Paris", "FR", None),
    ),
    "cmp-strategic-dialogue-2020": Stated(
        "cmp-strategic-dialogue", "Strategic dialogue", "dialogue", status="announced", edition=5,
        access="invitation", year=(2020, None, True), place=("", "CA", None),
        co_chairs=("CA", "GB"),
    ),
    "cmp-strategic-dialogue-2021": Stated(
        "cmp-strategic-dialogue", "Strategic dialogue in the run-up to COP 26", "dialogue",
        status="announced", edition=6, access="invitation", year=(2021, None, False),
        place=("", "GB", None),
    ),
    "a6ip-authorization-working-group-1": Stated(
        "a6ip-authorization-wg", "First authorization working group", "working_group",
        edition=1, mode="online", access="partners",
        days=(date(2023, 3, 15), date(2023, 3, 17)), place=online("Asia/Tokyo"),
        sittings=(
            (wall("2023-03-15T20:00"), wall("2023-03-15T22:30")),
            (wall("2023-03-17T08:00"), wall("2023-03-17T10:30")),
        ),
    ),
    "a6ip-authorization-working-group-4": Stated(
        "a6ip-authorization-wg", "Fourth authorization working group", "working_group",
        edition=4, mode="online", access="partners",
        days=(date(2024, 7, 31), date(2024, 7, 31)), place=online("Europe/Berlin"),
        sittings=((wall("2024-07-31T12:00"), wall("2024-07-31T14:30")),),
    ),
    "a6ip-expert-training-2024": Stated(
        "a6ip-expert-training", "First Article 6 expert training", "training",
        edition=1, mode="in_person", access="invitation",
        days=(date(2024, 9, 25), date(2024, 9, 27)), place=("Hayama", "JP", "Asia/Tokyo"),
        people=(22, 20),
    ),
}  # fmt: skip

MODULES = (
    ("ETS basics", "introductory", "No knowledge"),
    ("ETS implementation", "intermediate", "Some basic knowledge"),
    ("Policy and politics of emissions trading", "intermediate", "Basic knowledge"),
    ("Global and regional action on emissions trading", "advanced", "Sound prior knowledge"),
)
SERIES = {
    "icap-ets-courses": ("icap", "ICAP courses on emissions trading", 2009),
    "icap-advanced-courses": ("icap", "ICAP advanced courses on emissions trading", None),
    "icap-ets-academy": ("icap", "ICAP Online ETS Academy", None),
    "icap-technical-dialogue": ("icap", "Technical dialogue", None),
    "icap-side-events": ("icap", "Side events at UN climate conferences", None),
    "cmp-strategic-dialogue": ("cmp", "Strategic dialogue", 2016),
    "a6ip-authorization-wg": ("a6ip", "Authorization working group", None),
    "a6ip-tracking-wg": ("a6ip", "Tracking working group", None),
    "a6ip-expert-training": ("a6ip", "Article 6 expert training", None),
}
