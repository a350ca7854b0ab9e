"""The labels of an event's fixed words, on screen and on paper."""

from enum import StrEnum
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tours.role_powers import Power
from tours.vocabulary import (
    Access,
    EventKind,
    EventState,
    ItemKind,
    Level,
    OrganisationRole,
    PersonRole,
    RoleKind,
    Scope,
    Status,
    Step,
)

Word = TypeVar("Word", bound=StrEnum)
Labels = dict[Word, Promise]

EVENT_KINDS: Labels[EventKind] = {
    EventKind.STUDY_TOUR: _("Study tour"),
    EventKind.CONFERENCE: _("Conference"),
    EventKind.DIALOGUE: _("City-to-City dialogue"),
    EventKind.WORKSHOP: _("Workshop"),
    EventKind.COURSE: _("Course"),
}
EVENT_STATES: Labels[EventState] = {
    EventState.PLANNED: _("Planned"),
    EventState.POSTPONED: _("Postponed"),
    EventState.CANCELLED: _("Cancelled"),
}
ACCESS: Labels[Access] = {
    Access.PUBLIC: _("Public"),
    Access.PARTICIPANTS: _("Participants only"),
}
LEVELS: Labels[Level] = {
    Level.PUBLIC: _("Everyone"),
    Level.DELEGATES: _("Delegates"),
    Level.STAFF: _("Staff"),
}
STEPS: Labels[Step] = {
    Step.ITEMS: _("Items written together"),
    Step.EQUAL: _("Made equal to a version"),
    Step.IMPORT: _("Agenda imported"),
    Step.EDIT: _("Item changed"),
    Step.ADD: _("Items added"),
    Step.MOVE: _("Item moved"),
    Step.SHIFT: _("Items shifted"),
    Step.CHANGE: _("Items changed together"),
    Step.COPY: _("Items copied"),
    Step.DELETE: _("Items deleted"),
}
ITEM_KINDS: Labels[ItemKind] = {
    ItemKind.SESSION: _("Session"),
    ItemKind.KEYNOTE: _("Keynote"),
    ItemKind.SITE_VISIT: _("Site visit"),
    ItemKind.MEETING: _("Meeting"),
    ItemKind.TRANSFER: _("Transfer"),
    ItemKind.MEAL: _("Meal"),
    ItemKind.BREAK: _("Break"),
    ItemKind.REGISTRATION: _("Registration"),
    ItemKind.SOCIAL: _("Social programme"),
    ItemKind.FREE_TIME: _("Free time"),
    ItemKind.EVENT: _("Event"),
}
STATUSES: Labels[Status] = {
    Status.CONFIRMED: _("Confirmed"),
    Status.TENTATIVE: _("To be confirmed"),
    Status.CANCELLED: _("Cancelled"),
}
PERSON_ROLES: Labels[PersonRole] = {
    PersonRole.MODERATOR: _("Moderator"),
    PersonRole.SPEAKER: _("Speaker"),
    PersonRole.DISCUSSANT: _("Discussant"),
    PersonRole.RAPPORTEUR: _("Rapporteur"),
    PersonRole.PRESENTER: _("Presenter"),
    PersonRole.GUIDE: _("Guide"),
    PersonRole.DRIVER: _("Driver"),
    PersonRole.INTERPRETER: _("Interpreter"),
}
ROLE_KINDS: Labels[RoleKind] = {
    RoleKind.COORDINATOR: _("Coordinator"),
    RoleKind.EDITOR: _("Editor"),
    RoleKind.REGISTRAR: _("Registrar"),
    RoleKind.VIEWER: _("Viewer"),
    RoleKind.HOST: _("Host's liaison"),
}
SCOPES: Labels[Scope] = {
    Scope.READ: _("Read: events, including what is not published yet or is for participants only"),
    Scope.AGENDA: _(
        "Agenda: change events, their agenda items and documents, and the places, organisations and cards that events share;"
        " publish versions"
    ),
    Scope.PEOPLE: _("People: register people, change their details, and manage who attends"),
    Scope.POSTS: _("Posts: write and publish posts"),
}
POWERS_TO: Labels[Power] = {
    Power.READ: _("Read everything, including drafts, earlier versions and what is for participants only"),
    Power.AGENDA: _("Change agenda items, tracks, groups, speakers and documents"),
    Power.POSTS: _("Write and publish posts"),
    Power.PEOPLE: _("Register people, change their details, and manage who attends"),
    Power.JOURNEY: _("See flights, cars, rooms and counts of those who come, and fill in cars, drivers and rooms"),
    Power.EVENT: _("Change the event's own facts; publish and withdraw versions"),
    Power.ROLES: _("Invite colleagues, hand over and end roles"),
}
ORGANISATION_ROLES: Labels[OrganisationRole] = {
    OrganisationRole.HOST: _("Host"),
    OrganisationRole.ORGANISER: _("Organiser"),
    OrganisationRole.SUPPORTER: _("Supporter"),
    OrganisationRole.FUNDER: _("Funder"),
    OrganisationRole.PARTNER: _("Partner"),
    OrganisationRole.COUNTERPART: _("Counterpart"),
}
SEVERAL_ORGANISATIONS: Labels[OrganisationRole] = {
    OrganisationRole.HOST: _("Hosts"),
    OrganisationRole.ORGANISER: _("Organisers"),
    OrganisationRole.SUPPORTER: _("Supporters"),
    OrganisationRole.FUNDER: _("Funders"),
    OrganisationRole.PARTNER: _("Partners"),
    OrganisationRole.COUNTERPART: _("Counterparts"),
}


def organisations_label(role: OrganisationRole, count: int) -> Promise:
    """The label for organisations of a role, in singular or plural."""
    return (SEVERAL_ORGANISATIONS if count > 1 else ORGANISATION_ROLES)[role]


def choices(labels: Labels[Word]) -> list[tuple[str, Promise]]:
    """The labels as a model field's choices."""
    return [(word.value, label) for word, label in labels.items()]


SCRIPT_NAMES = {
    "Arab": _("Arabic"),
    "Armn": _("Armenian"),
    "Beng": _("Bengali"),
    "Cans": _("Canadian Aboriginal"),
    "Cher": _("Cherokee"),
    "Copt": _("Coptic"),
    "Cyrl": _("Cyrillic"),
    "Deva": _("Devanagari"),
    "Ethi": _("Ethiopic"),
    "Geok": _("Georgian (Khutsuri)"),
    "Geor": _("Georgian"),
    "Glag": _("Glagolitic"),
    "Grek": _("Greek"),
    "Gujr": _("Gujarati"),
    "Guru": _("Gurmukhi"),
    "Hang": _("Hangul"),
    "Hani": _("Han"),
    "Hans": _("Han (simplified)"),
    "Hant": _("Han (traditional)"),
    "Hebr": _("Hebrew"),
    "Hira": _("Hiragana"),
    "Jpan": _("Japanese"),
    "Kana": _("Katakana"),
    "Khmr": _("Khmer"),
    "Knda": _("Kannada"),
    "Kore": _("Korean"),
    "Laoo": _("Lao"),
    "Latf": _("Latin (Fraktur)"),
    "Latg": _("Latin (Gaelic)"),
    "Latn": _("Latin"),
    "Mlym": _("Malayalam"),
    "Mong": _("Mongolian"),
    "Mymr": _("Burmese"),
    "Nkoo": _("N’Ko"),
    "Orya": _("Odia"),
    "Runr": _("Runic"),
    "Sinh": _("Sinhala"),
    "Sund": _("Sundanese"),
    "Syrc": _("Syriac"),
    "Taml": _("Tamil"),
    "Telu": _("Telugu"),
    "Tfng": _("Tifinagh"),
    "Thaa": _("Thaana"),
    "Thai": _("Thai"),
    "Tibt": _("Tibetan"),
    "Vaii": _("Vai"),
    "Yiii": _("Yi"),
}
"""The scripts that are used to write names today, by their ISO 15924 codes."""
