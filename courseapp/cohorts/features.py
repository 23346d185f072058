"""What limits may be about: features of people, groups that they name, and how these are called."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from courseapp.countries.lists.dated import CountryList, Family
from courseapp.countries.lists.shipped import shipped_lists
from courseapp.countries.names import country_name, is_country

YES, NO = "yes", "no"
# Shown in each balance, whether a limit names them or not.
USUAL_LISTS = ("ldc", "sids", "lldc")
REGIONS = ("m49-africa", "m49-americas", "m49-asia", "m49-europe", "m49-oceania")


class Feature(StrEnum):
    """What is known of people that a limit may be about."""

    COUNTRY = "country"  # of work, ISO 3166-1 alpha-2
    NATIONALITY = "nationality"
    REGION = "region"  # key of a list of the UN's regions
    LIST = "list"  # key of any other list of countries
    ORGANISATION = "organisation"  # folded name, and country
    ORGANISATION_TYPE = "organisation_type"
    SUBNATIONAL = "subnational"
    GENDER = "gender"
    FIRST_TIME = "first_time"
    NOMINATED = "nominated"


LABELS: Mapping[str, str] = MappingProxyType(
    {
        Feature.COUNTRY: "Countries",
        Feature.NATIONALITY: "Nationalities",
        Feature.REGION: "Regions",
        Feature.LIST: "Groups of countries",
        Feature.ORGANISATION: "Organisations",
        Feature.ORGANISATION_TYPE: "Types of organisation",
        Feature.SUBNATIONAL: "Sub-national officials",
        Feature.GENDER: "Gender",
        Feature.FIRST_TIME: "First time with us",
        Feature.NOMINATED: "Nominated",
    }
)
# Of which one can say "at most two of each".
EACH: Mapping[str, str] = MappingProxyType(
    {
        Feature.COUNTRY: "country of work",
        Feature.NATIONALITY: "nationality",
        Feature.ORGANISATION: "organisation",
        Feature.REGION: "region",
        Feature.ORGANISATION_TYPE: "type of organisation",
    }
)
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "national_government": "national governments",
        "subnational_government": "regional or local governments",
        "public_agency": "public agencies",
        "intergovernmental": "intergovernmental organisations",
        "research": "universities and research institutes",
        "non_governmental": "non-governmental organisations",
        "private_sector": "companies",
        "other": "other organisations",
    }
)
GENDERS: Mapping[str, str] = MappingProxyType(
    {"woman": "women", "man": "men", "own": "people who describe their gender in their own words"}
)
# How people with, or without, what is only yes or no are called.
_YES_NO: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (Feature.SUBNATIONAL, YES): "sub-national officials",
        (Feature.SUBNATIONAL, NO): "people who are no sub-national officials",
        (Feature.FIRST_TIME, YES): "people who come for the first time",
        (Feature.FIRST_TIME, NO): "people who were here before",
        (Feature.NOMINATED, YES): "a nomination",
        (Feature.NOMINATED, NO): "no nomination",
    }
)
_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "ldc": "least developed countries",
        "sids": "small island developing states",
        "lldc": "landlocked developing countries",
        "dac-oda": "countries on the DAC list",
    }
)
# What a bar or a line is called where the values of one feature stand together.
SHORT: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (Feature.GENDER, "woman"): "Women",
        (Feature.GENDER, "man"): "Men",
        (Feature.GENDER, "own"): "In their own words",
        (Feature.LIST, "ldc"): "Least developed countries",
        (Feature.LIST, "sids"): "Small island states",
        (Feature.LIST, "lldc"): "Landlocked developing countries",
        (Feature.SUBNATIONAL, YES): "Sub-national officials",
        (Feature.SUBNATIONAL, NO): "Others",
        (Feature.FIRST_TIME, YES): "For the first time",
        (Feature.FIRST_TIME, NO): "Were here before",
        (Feature.NOMINATED, YES): "Nominated",
        (Feature.NOMINATED, NO): "Not nominated",
    }
)


def feature_of_list(listed: CountryList) -> Feature:
    """Return whether a list of countries is a region or another group."""
    return Feature.REGION if listed.family is Family.REGION else Feature.LIST


def value_words(feature: str, value: str, lists: Mapping[str, str]) -> str:
    """Return what people with the value are called so that ``people from …`` reads well.

    `lists` has titles of lists by key, beside those that come with the product.
    """
    if feature in (Feature.COUNTRY, Feature.NATIONALITY):
        return country_name(value) if is_country(value) else value
    if feature in (Feature.LIST, Feature.REGION):
        return _LISTS.get(value) or list_title(value, lists)
    if feature == Feature.ORGANISATION_TYPE:
        return TYPES.get(value, value)
    if feature == Feature.GENDER:
        return GENDERS.get(value, value)
    return _YES_NO.get((feature, value), value)


def list_title(key: str, lists: Mapping[str, str]) -> str:
    """Return the title of a list; its key where nobody has it any more."""
    shipped = shipped_lists().get(key)
    if shipped is not None:
        is_region = shipped.family is Family.REGION
        return shipped.title if is_region else f"countries on “{shipped.title}”"
    return f"countries on “{lists[key]}”" if key in lists else key


def short_words(feature: str, value: str, lists: Mapping[str, str]) -> str:
    """Return what a value is called where it stands in a list of its own feature."""
    told = SHORT.get((feature, value)) or value_words(feature, value, lists)
    return told[:1].upper() + told[1:]


def value_names(
    pairs: Iterable[tuple[str, str]], lists: Mapping[str, str]
) -> Mapping[tuple[str, str], str]:
    """Return how all these values of features are called."""
    return {pair: value_words(*pair, lists) for pair in dict.fromkeys(pairs)}
