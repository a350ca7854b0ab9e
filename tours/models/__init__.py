"""The models of the event record. Each subject has its own module; import everything from here."""

from tours.models.access.draft_links import DraftComment, DraftLink
from tours.models.access.roles import Role
from tours.models.access.tokens import ApiToken
from tours.models.agenda.groups import Group, Track
from tours.models.agenda.items import AgendaItem
from tours.models.agenda.parts import ItemLink, ItemPart
from tours.models.appearances import Appearance
from tours.models.chosen_columns import ChosenColumns
from tours.models.cities_and_seats import ParticipatingCity
from tours.models.editions.editions import Edition, Redaction
from tours.models.editions.kept_rows import KeptRows
from tours.models.editions.published import FormerAddress, LastChange, PublicOffer, PublishedEvent
from tours.models.editions.published_parts import (
    PublicCity,
    PublishedCity,
    PublishedDocument,
    PublishedItem,
    PublishedOrganisation,
    PublishedTheme,
    PublishedWord,
)
from tours.models.editions.published_people import PublicPerson, PublicPersonWord, PublishedPart, PublishedPresentation
from tours.models.editions.redacted import Redacted
from tours.models.editions.word_forms import PublicWordForm
from tours.models.event_parts import Contact, EventOrganisation, PracticalNote, Purpose
from tours.models.events import Event
from tours.models.files import Document, Picture
from tours.models.people import Organisation, OrganisationName, Person, PersonAlias, PersonName
from tours.models.places import City, CityName, Country, CountryName, Venue
from tours.models.portraits import Portrait
from tours.models.programmes import (
    Phase,
    PhaseComponent,
    Programme,
    ProgrammeOrganisation,
    TargetCountry,
    Theme,
    Tier,
)

__all__ = [
    "AgendaItem",
    "ApiToken",
    "Appearance",
    "ChosenColumns",
    "City",
    "CityName",
    "Contact",
    "Country",
    "CountryName",
    "Document",
    "DraftComment",
    "DraftLink",
    "Edition",
    "Event",
    "EventOrganisation",
    "FormerAddress",
    "Group",
    "ItemLink",
    "ItemPart",
    "KeptRows",
    "LastChange",
    "Organisation",
    "OrganisationName",
    "ParticipatingCity",
    "Person",
    "PersonAlias",
    "PersonName",
    "Phase",
    "PhaseComponent",
    "Picture",
    "Portrait",
    "PracticalNote",
    "Programme",
    "ProgrammeOrganisation",
    "PublicCity",
    "PublicOffer",
    "PublicPerson",
    "PublicPersonWord",
    "PublicWordForm",
    "PublishedCity",
    "PublishedDocument",
    "PublishedEvent",
    "PublishedItem",
    "PublishedOrganisation",
    "PublishedPart",
    "PublishedPresentation",
    "PublishedTheme",
    "PublishedWord",
    "Purpose",
    "Redacted",
    "Redaction",
    "Role",
    "TargetCountry",
    "Theme",
    "Tier",
    "Track",
    "Venue",
]
