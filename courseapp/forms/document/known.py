"""Questions that the product itself understands, whatever form asks them: by their keys."""

from types import MappingProxyType

from courseapp.forms.document.record import Kind

FULL_NAME = "full_name"
CERTIFICATE_NAME = "certificate_name"
NATIONALITY = "nationality"
WORK_COUNTRY = "work_country"
SEAT_COUNTRY = "seat_country"
ORGANISATION = "organisation"
ORGANISATION_TYPE = "organisation_type"
POSITION = "position"
EXPERIENCE_YEARS = "experience_years"
LANGUAGES = "languages"
MODULES = "modules"
CONSENT = "consent"
BIRTH_YEAR = "birth_year"
BIRTH_DATE = "birth_date"
GENDER = "gender"
SUPERVISOR_NAME = "supervisor_name"
SUPERVISOR_EMAIL = "supervisor_email"
ENDORSEMENT = "endorsement"

# The types that lists, rules and reports tell apart; a form may word them as it likes.
ORGANISATION_TYPES = frozenset(
    {
        *("national_government", "subnational_government", "public_agency", "intergovernmental"),
        *("research", "non_governmental", "private_sector", "other"),
    }
)

# With the kinds of answer that are understood. A form may ask the same under another key, and
# then it is an answer like any other.
KNOWN = MappingProxyType(
    {
        FULL_NAME: (Kind.LINE,),
        "given_name": (Kind.LINE,),
        "family_name": (Kind.LINE,),
        "latin_name": (Kind.LINE,),
        CERTIFICATE_NAME: (Kind.LINE,),
        "title": (Kind.LINE, Kind.CHOICE),
        GENDER: (Kind.CHOICE, Kind.LINE),
        BIRTH_YEAR: (Kind.NUMBER,),
        BIRTH_DATE: (Kind.DATE,),
        NATIONALITY: (Kind.COUNTRY, Kind.COUNTRIES),
        WORK_COUNTRY: (Kind.COUNTRY,),
        SEAT_COUNTRY: (Kind.COUNTRY,),
        ORGANISATION: (Kind.LINE,),
        "unit": (Kind.LINE,),
        ORGANISATION_TYPE: (Kind.CHOICE,),
        POSITION: (Kind.LINE,),
        EXPERIENCE_YEARS: (Kind.NUMBER,),
        "experience": (Kind.TEXT,),
        "motivation": (Kind.TEXT,),
        LANGUAGES: (Kind.LANGUAGES,),
        "phone": (Kind.PHONE,),
        MODULES: (Kind.RANKED,),
        CONSENT: (Kind.STATEMENT,),
        SUPERVISOR_NAME: (Kind.LINE,),
        SUPERVISOR_EMAIL: (Kind.EMAIL,),
        ENDORSEMENT: (Kind.FILE,),
    }
)
