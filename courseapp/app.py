"""The one place that knows every feature."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from huey import SqliteHuey
from huey.serializer import SignedSerializer
from werkzeug.middleware.proxy_fix import ProxyFix

from courseapp import cli
from courseapp.accounts import views as accounts_views
from courseapp.applications import beside, elsewhere
from courseapp.applications import tasks as applications_tasks
from courseapp.applications import views as applications_views
from courseapp.applications.admission import admission_asked, invitation_asked
from courseapp.applications.attending import Applicants
from courseapp.applications.begun import BegunByApplicants
from courseapp.applications.counting import count_applications
from courseapp.applications.form_use import APPLICATION_FORMS
from courseapp.applications.receipts import KIND as RECEIPT
from courseapp.applications.receipts import make_receipt
from courseapp.applications.signals import (
    answers_forgotten,
    application_submitted,
    seat_freed,
)
from courseapp.applications.wishes import count_wishes
from courseapp.calendars import tasks as calendars_tasks
from courseapp.calendars import views as calendars_views
from courseapp.calendars.copies import door
from courseapp.calendars.copies import tasks as copies_tasks
from courseapp.calendars.ending import note_endings
from courseapp.cohorts import tasks as cohorts_tasks
from courseapp.cohorts import views as cohorts_views
from courseapp.cohorts.cloning import CLONE_STEP as COHORTS_STEP
from courseapp.cohorts.forgetting import forget_in_proposals
from courseapp.cohorts.published import how_chosen_for_applicant
from courseapp.cohorts.published import path_of as how_chosen_path
from courseapp.cohorts.signals import cohort_approved
from courseapp.config import Settings
from courseapp.core import bonds
from courseapp.core.clock import Clock, utc_now
from courseapp.core.database import prepare_engine
from courseapp.corrections import tasks as corrections_tasks
from courseapp.corrections import views as corrections_views
from courseapp.corrections.counting import Corrections
from courseapp.delegations import views as delegations_views
from courseapp.delegations.attending import Delegations
from courseapp.delegations.cloning import CLONE_STEP as DELEGATIONS_STEP
from courseapp.digests import tasks as digests_tasks
from courseapp.digests import views as digests_views
from courseapp.eligibility import views as eligibility_views
from courseapp.eligibility.cloning import CLONE_STEP as ELIGIBILITY_STEP
from courseapp.endorsements import tasks as endorsements_tasks
from courseapp.endorsements import views as endorsements_views
from courseapp.endorsements.asking import ask_at_sending
from courseapp.endorsements.forgetting import forget_supervisors
from courseapp.endorsements.telling import support_for_applicant
from courseapp.events import views as events_views
from courseapp.events.lists.offerings import EventOfferings
from courseapp.events.moves import cloning
from courseapp.events.moves.clone_steps import CLONE_STEPS
from courseapp.events.ports import (
    attending,
    cautions,
    choosing,
    chosen_runs,
    figures,
    handouts,
    module_wishes,
    more_time,
)
from courseapp.events.signals import event_resumed, seats_changed
from courseapp.exchange import tasks as exchange_tasks
from courseapp.exchange import views as exchange_views
from courseapp.extensions import compress, csrf, db, login_manager, migrate
from courseapp.extra_time import concerned
from courseapp.extra_time import views as extra_time_views
from courseapp.extra_time.telling import more_time_for
from courseapp.fair_times import views as fair_times_views
from courseapp.files import tasks as files_tasks
from courseapp.forms import use as form_use
from courseapp.forms import views as forms_views
from courseapp.forms.cloning import CLONE_STEP as FORMS_STEP
from courseapp.initiatives import tasks as initiatives_tasks
from courseapp.initiatives import views as initiatives_views
from courseapp.intake import marks
from courseapp.intake import tasks as intake_tasks
from courseapp.intake import views as intake_views
from courseapp.intake.completed import COMPLETED
from courseapp.intake.duplicates.telling import set_aside_for_applicant
from courseapp.intake.nominated import NOMINATED
from courseapp.intake.supported import SUPPORTED
from courseapp.interest import tasks as interest_tasks
from courseapp.interest import views as interest_views
from courseapp.interest.people import Interested
from courseapp.invitations import tasks as invitations_tasks
from courseapp.invitations import views as invitations_views
from courseapp.invitations.all_sessions import make_all_sessions
from courseapp.invitations.letters import ALL as ALL_SESSIONS
from courseapp.invitations.own import answers_for_applicant, sessions_for_applicant
from courseapp.joining import tasks as joining_tasks
from courseapp.joining import views as joining_views
from courseapp.joining.opening import JoinForms
from courseapp.logistics import tasks as logistics_tasks
from courseapp.logistics import views as logistics_views
from courseapp.logistics.form_use import LOGISTICS_FORMS
from courseapp.logistics.telling import travel_for_applicant
from courseapp.mail import attachments, outbox
from courseapp.mail import tasks as mail_tasks
from courseapp.mail import views as mail_views
from courseapp.materials import views as materials_views
from courseapp.materials.cloning import MaterialsStep
from courseapp.materials.queries import materials_for
from courseapp.materials.readers import connect as connect_delegations
from courseapp.nominations import views as nominations_views
from courseapp.nominations.admission import invited_by_nomination, refusal_without_nomination
from courseapp.nominations.attending import Nominations
from courseapp.nominations.cloning import CLONE_STEP as NOMINATIONS_STEP
from courseapp.planner import views as planner_views
from courseapp.programmes import tasks as programmes_tasks
from courseapp.programmes import views as programmes_views
from courseapp.registrations import beside as beside_registrations
from courseapp.registrations import views as registrations_views
from courseapp.registrations.people import ChosenRuns, Registrants, own_page_of
from courseapp.registrations.registering import move_up
from courseapp.reminders import tasks as reminders_tasks
from courseapp.reminders import views as reminders_views
from courseapp.reports import views as reports_views
from courseapp.review import views as review_views
from courseapp.review.assigning import views as assigning_views
from courseapp.review.cloning import CLONE_STEP as REVIEW_STEP
from courseapp.review.conflicts import tasks as conflicts_tasks
from courseapp.review.conflicts import views as conflicts_views
from courseapp.review.conflicts.running import detect_for_application
from courseapp.review.forgetting import forget_what_was_written
from courseapp.selection import filling
from courseapp.selection import tasks as selection_tasks
from courseapp.selection import views as selection_views
from courseapp.selection.balancing import decide_cohort
from courseapp.selection.filling import fill_on_news
from courseapp.selection.offers import prolong_offers
from courseapp.selection.telling import next_edition_for_applicant, offer_for_applicant
from courseapp.speakers import views as speakers_views
from courseapp.speakers.attending import Speakers
from courseapp.speakers.cloning import CLONE_STEP as SPEAKERS_STEP
from courseapp.visa_letters import tasks as visa_letters_tasks
from courseapp.visa_letters import views as visa_letters_views
from courseapp.visa_letters.cloning import CLONE_STEP as LETTERS_STEP
from courseapp.visa_letters.emails import KIND as LETTER
from courseapp.visa_letters.emails import make_letter
from courseapp.visa_letters.telling import letters_for_applicant
from courseapp.warnings import views as warnings_views
from courseapp.warnings.watching import ProgrammeWatch
from courseapp.web import (
    discretion,
    guard,
    health,
    home,
    languages,
    security,
    shell,
    style,
    transactions,
    uploads,
)

ROOT = Path(__file__).resolve().parent.parent
LARGEST_REQUEST_BYTES = 1_000_000
SECONDS_FOR_THE_QUEUE = 30  # so long one waits for others to be done writing to it

BLUEPRINTS = (
    shell.blueprint,
    home.blueprint,
    health.blueprint,
    style.blueprint,
    accounts_views.blueprint,
    initiatives_views.blueprint,
    corrections_views.blueprint,
    *joining_views.blueprints,
    exchange_views.blueprint,
    events_views.blueprint,
    programmes_views.blueprint,
    *speakers_views.blueprints,
    *delegations_views.blueprints,
    fair_times_views.blueprint,
    interest_views.blueprint,
    materials_views.blueprint,
    planner_views.blueprint,
    warnings_views.blueprint,
    mail_views.blueprint,
    extra_time_views.blueprint,
    eligibility_views.blueprint,
    forms_views.blueprint,
    applications_views.blueprint,
    *nominations_views.blueprints,
    *endorsements_views.blueprints,
    *logistics_views.blueprints,
    intake_views.blueprint,
    conflicts_views.blueprint,
    assigning_views.blueprint,
    *review_views.blueprints,
    *cohorts_views.blueprints,
    *selection_views.blueprints,
    *visa_letters_views.blueprints,
    *registrations_views.blueprints,
    calendars_views.blueprint,
    invitations_views.blueprint,
    reminders_views.blueprint,
    digests_views.blueprint,
    reports_views.blueprint,
)
JOBS = (
    mail_tasks,
    cohorts_tasks,
    selection_tasks,
    visa_letters_tasks,
    files_tasks,
    initiatives_tasks,
    corrections_tasks,
    joining_tasks,
    interest_tasks,
    applications_tasks,
    endorsements_tasks,
    logistics_tasks,
    intake_tasks,
    exchange_tasks,
    programmes_tasks,
    conflicts_tasks,
    reminders_tasks,
    digests_tasks,
    calendars_tasks,
    invitations_tasks,
    copies_tasks,
)
# Who knows people that take part in events. Of two who know the same person, the first is told.
PEOPLE = (Registrants(), Applicants(), Speakers(), Delegations(), Nominations(), Interested())
# What features say on an applicant's own page, in this order.
BESIDE = (
    offer_for_applicant,
    support_for_applicant,
    sessions_for_applicant,
    travel_for_applicant,
    letters_for_applicant,
    set_aside_for_applicant,
    how_chosen_for_applicant,
    next_edition_for_applicant,
)

# News from a lower feature and who acts on it.
seat_freed.connect(fill_on_news)
seats_changed.connect(fill_on_news)
event_resumed.connect(prolong_offers)
cohort_approved.connect(decide_cohort)
application_submitted.connect(ask_at_sending)
application_submitted.connect(detect_for_application)
answers_forgotten.connect(forget_supervisors)
answers_forgotten.connect(forget_in_proposals)
answers_forgotten.connect(forget_what_was_written)
admission_asked.connect(refusal_without_nomination)
invitation_asked.connect(invited_by_nomination)
bonds.connect(note_endings)


def create_app(settings: Settings, clock: Clock = utc_now) -> Flask:
    """Return the whole application for the settings; `clock` is what it takes for the time."""
    app = Flask(
        __name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    app.config.from_mapping(_flask_settings(settings))
    app.extensions["settings"] = settings
    app.extensions["clock"] = clock
    _connect_rooms(app)
    _connect_clone_steps(app)
    uploads.wire(app)  # before the guard against forged requests, which reads the form
    _start_extensions(app)
    for part in (languages, transactions, guard, security, shell, outbox, discretion, cli):
        part.wire(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.extensions["jobs"] = _jobs(app, settings)
    door.wire(app, security.for_feeds(app))  # behind the proxies, which know the client
    _believe_proxies(app, settings.trusted_proxies)
    return app


def _connect_rooms(app: Flask) -> None:
    """Let lower rooms ask upper ones without knowing them: each port says what is asked."""
    app.extensions["offerings"] = EventOfferings()
    app.extensions["corrections"] = Corrections()
    app.extensions["joining"] = JoinForms()
    figures.connect(app, count_applications)
    module_wishes.connect(app, count_wishes)
    choosing.connect(app, how_chosen_path)
    handouts.connect(app, materials_for)
    cautions.connect(app, ProgrammeWatch())
    more_time.connect(app, more_time_for)
    concerned.connect(app, BegunByApplicants())
    attachments.connect(app, RECEIPT, make_receipt)
    attachments.connect(app, LETTER, make_letter)
    attachments.connect(app, ALL_SESSIONS, make_all_sessions)
    chosen_runs.connect(app, ChosenRuns())
    beside_registrations.connect(app, answers_for_applicant)
    filling.connect_move_up(app, move_up)
    for kept in (APPLICATION_FORMS, LOGISTICS_FORMS):
        form_use.connect(app, kept)
    marks.connect(app, NOMINATED)
    marks.connect(app, SUPPORTED)
    marks.connect(app, COMPLETED)
    elsewhere.connect(app, own_page_of)
    for said_by in BESIDE:
        beside.connect(app, said_by)
    for source in PEOPLE:
        attending.connect(app, source)
    connect_delegations(app, Delegations())


def _connect_clone_steps(app: Flask) -> None:
    """Say what of an event can come along into its next edition, in this order."""
    own_steps = (
        SPEAKERS_STEP,
        MaterialsStep(),
        DELEGATIONS_STEP,
        ELIGIBILITY_STEP,
        FORMS_STEP,
        LETTERS_STEP,
    )
    for step in (*CLONE_STEPS, *own_steps, NOMINATIONS_STEP, REVIEW_STEP, COHORTS_STEP):
        cloning.connect(app, step)


def _flask_settings(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SESSION_COOKIE_NAME": "courseapp",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.base_url.startswith("https://"),
        "PERMANENT_SESSION_LIFETIME": timedelta(days=60),  # the row decides when a sign-in ends
        "SESSION_REFRESH_EACH_REQUEST": False,
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST_BYTES,
        "MAX_FORM_MEMORY_SIZE": LARGEST_REQUEST_BYTES,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),  # addresses carry a fingerprint
        "WTF_CSRF_TIME_LIMIT": None,  # a form may lie open for days while the power is out
        # Brotli first: for texts of our size it beats zstd, and weak lines are what counts.
        "COMPRESS_ALGORITHM": ["br", "gzip", "deflate"],
        "COMPRESS_ALGORITHM_STREAMING": ["br", "gzip", "deflate"],
        "COMPRESS_BR_LEVEL": 5,
        "COMPRESS_MIMETYPES": [
            "text/html",
            "text/css",
            "text/javascript",
            "text/plain",
            "image/svg+xml",
        ],
    }


def _start_extensions(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    login_manager.init_app(app)
    csrf.init_app(app)
    compress.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)


def _jobs(app: Flask, settings: Settings) -> SqliteHuey:
    settings.instance.mkdir(parents=True, exist_ok=True)
    jobs = SqliteHuey(
        "courseapp",
        filename=str(settings.jobs_file),
        timeout=SECONDS_FOR_THE_QUEUE,
        serializer=SignedSerializer(secret=settings.secret_key),
    )
    for part in JOBS:
        part.register(jobs, app)
    return jobs


def _believe_proxies(app: Flask, count: int) -> None:
    """Believe what `count` reverse proxies in front say of the client: address, scheme, host."""
    if count:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the way werkzeug documents
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
