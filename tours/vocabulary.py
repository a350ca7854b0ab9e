"""The fixed words of an event: its kinds, states, roles and levels, as the database stores them."""

from enum import StrEnum


class Level(StrEnum):
    """The people for whom a fact is. Each level sees what the ones before it see."""

    PUBLIC = "public"
    DELEGATES = "delegates"
    STAFF = "staff"


class Status(StrEnum):
    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class EventState(StrEnum):
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Access(StrEnum):
    PUBLIC = "public"
    PARTICIPANTS = "participants"


class EventKind(StrEnum):
    STUDY_TOUR = "study_tour"
    CONFERENCE = "conference"
    DIALOGUE = "dialogue"
    WORKSHOP = "workshop"
    COURSE = "course"


class ItemKind(StrEnum):
    SESSION = "session"
    KEYNOTE = "keynote"
    SITE_VISIT = "site_visit"
    MEETING = "meeting"
    TRANSFER = "transfer"
    MEAL = "meal"
    BREAK = "break"
    REGISTRATION = "registration"
    SOCIAL = "social"
    FREE_TIME = "free_time"
    EVENT = "event"
    """The event as a whole: one all-day line. Never a row of the agenda."""


class OrganisationRole(StrEnum):
    HOST = "host"
    ORGANISER = "organiser"
    SUPPORTER = "supporter"
    FUNDER = "funder"
    PARTNER = "partner"
    COUNTERPART = "counterpart"


class PersonRole(StrEnum):
    MODERATOR = "moderator"
    SPEAKER = "speaker"
    DISCUSSANT = "discussant"
    RAPPORTEUR = "rapporteur"
    PRESENTER = "presenter"
    GUIDE = "guide"
    DRIVER = "driver"
    INTERPRETER = "interpreter"


DUTIES = frozenset({PersonRole.GUIDE, PersonRole.DRIVER, PersonRole.INTERPRETER})
"""The roles of people who are there for the delegates. The public never sees them, and they count in no list of people."""


def usual_level(role: str) -> Level:
    """The level of a part in an item where nothing is said of it: duties are for staff."""
    return Level.STAFF if role in DUTIES else Level.PUBLIC


class Step(StrEnum):
    """What a step did. The rows that it changes are kept, so that it can be undone."""

    ITEMS = "items"
    EQUAL = "equal"
    IMPORT = "import"
    EDIT = "edit"
    ADD = "add"
    MOVE = "move"
    SHIFT = "shift"
    CHANGE = "change"
    COPY = "copy"
    DELETE = "delete"


class Scope(StrEnum):
    """The scopes of API tokens. `tours.token_scopes` says what each allows."""

    READ = "read"
    AGENDA = "agenda"
    PEOPLE = "people"
    POSTS = "posts"


class RoleKind(StrEnum):
    """The roles of users at an event or programme. `tours.role_powers` says what each allows."""

    COORDINATOR = "coordinator"
    EDITOR = "editor"
    REGISTRAR = "registrar"
    VIEWER = "viewer"
    HOST = "host"
    """The liaison of a host: cars, rooms and counts, and nothing in preparation."""
