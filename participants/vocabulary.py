"""The fixed words of who comes: states, capacities and the rest, as the database stores them."""

from enum import StrEnum


class DelegationState(StrEnum):
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    REOPENED = "reopened"


class DelegateState(StrEnum):
    PROPOSED = "proposed"
    ENDORSED = "endorsed"
    ACCEPTED = "accepted"
    RESERVE = "reserve"
    OFFERED = "offered"
    LAPSED = "lapsed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


class Capacity(StrEnum):
    """What a delegate comes as."""

    HEAD = "head"
    DELEGATE = "delegate"
    ALTERNATE = "alternate"
    ADVISER = "adviser"
    OBSERVER = "observer"
    INTERPRETER = "interpreter"
    COMPANION = "companion"
    DRIVER = "driver"
    MEETER = "meeter"
    HOST_STAFF = "host_staff"
    FACILITATOR = "facilitator"


class Attendance(StrEnum):
    IN_PERSON = "in_person"
    ONLINE = "online"


class Gender(StrEnum):
    """The gender that the person gave; empty if they gave none."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


class OfficeLevel(StrEnum):
    """What kind of office a delegate holds, as they say themselves."""

    ELECTED = "elected"
    APPOINTED = "appointed"
    CIVIL_SERVANT = "civil_servant"
    ASSOCIATION = "association"


class Told(StrEnum):
    """How somebody told us what they want."""

    MAIL = "mail"
    TELEPHONE = "telephone"
    LETTER = "letter"
    IN_PERSON = "in_person"
    LINK = "link"


class NewsBy(StrEnum):
    """How a delegate is told that the programme changed. Each of them gets it in words by mail."""

    CALENDAR = "calendar"
    """The calendar that they subscribe to brings it too."""
    INVITATIONS = "invitations"
    """A mail for each changed item brings it into a calendar that subscribes to nothing."""
    WORDS = "words"


class Whose(StrEnum):
    """The person whose contact it is: the delegate or their assistant. Letters go to both."""

    OWN = "own"
    ASSISTANT = "assistant"


class Area(StrEnum):
    """The area to which a personal link leads, as the first part of the address."""

    DELEGATE = "d"
    FOCAL_POINT = "f"
    HOST = "h"


class LinkEnd(StrEnum):
    """Why a personal link works no more."""

    NOT_MINE = "not_mine"
    ADDRESS = "address"
    REPLACED = "replaced"
    MERGED = "merged"
    ERASED = "erased"
    ASKED = "asked"


class RequestKind(StrEnum):
    """What a city or delegate asks for that the registrar decides."""

    NAME = "name"
    """Another spelling, or another name altogether: it never inherits a place by itself."""
    NEW_NAME = "new_name"
    WITHDRAWAL = "withdrawal"
    SUBSTITUTE = "substitute"
    SUCCESSOR = "successor"
    """Somebody else becomes the focal point."""
    OTHER = "other"


class RequestState(StrEnum):
    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


class FileKind(StrEnum):
    """What a file shows."""

    ENDORSEMENT = "endorsement"
    """The city's letter that confirms its names."""
    WISH = "wish"
    """The mail or letter by which somebody asked for what was done on their behalf."""
    OTHER = "other"


class Direction(StrEnum):
    """The way that a leg or a car goes, as seen from the event."""

    IN = "in"
    OUT = "out"


class Diet(StrEnum):
    """What somebody eats. Empty: they did not say."""

    ANYTHING = "anything"
    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"
    HALAL = "halal"
    KOSHER = "kosher"
    GLUTEN_FREE = "gluten_free"
    LACTOSE_FREE = "lactose_free"
    OTHER = "other"


class DocumentKind(StrEnum):
    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"


class RoomKind(StrEnum):
    SINGLE = "single"
    DOUBLE = "double"
    TWIN = "twin"


class Payer(StrEnum):
    """The one who pays for a room."""

    PROGRAMME = "programme"
    HOST = "host"
    SENDER = "sender"
    """The city or organisation that sends the delegate."""
    DELEGATE = "delegate"


class Insurance(StrEnum):
    """How a traveller is insured. Empty: not known."""

    OWN = "own"
    PROGRAMME = "programme"


class EntryRule(StrEnum):
    """What a nationality needs to enter a country."""

    NONE = "none"
    ELECTRONIC = "electronic"
    VISA = "visa"


class EntryStep(StrEnum):
    """How far somebody is with a visa or an electronic permission. Empty: nothing is done yet."""

    LETTER_SENT = "letter_sent"
    FILED = "filed"
    GRANTED = "granted"
    REFUSED = "refused"
    NOT_NEEDED = "not_needed"
