"""These records say what the file `who_comes` of an event may hold. Days count from the day of the first load."""

from enum import StrEnum

from demo.records import Record
from participants.vocabulary import Capacity, Gender, NewsBy, OfficeLevel, RequestKind, Told, Whose


class Answer(StrEnum):
    """What becomes of an invitation, one after the other."""

    ACCEPT = "accept"
    DECLINE = "decline"
    CANCEL = "cancel"
    CLOSE = "close"
    REOPEN = "reopen"


class Step(StrEnum):
    """What becomes of a name after it was put forward, one after the other."""

    ENDORSE = "endorse"
    ACCEPT = "accept"
    RESERVE = "reserve"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    OFFER = "offer"
    OFFER_IN_VAIN = "offer_in_vain"
    """The place was offered before the first load, and the offer ran out."""


class FocalPointRecord(Record, frozen=True):
    name: str
    email: str
    telephone: str = ""


class DelegateContactRecord(Record, frozen=True):
    email: str
    whose: Whose = Whose.OWN
    name: str = ""
    telephone: str = ""


class RequestRecord(Record, frozen=True):
    """What the city asks for somebody with a place. It is open unless it was granted."""

    kind: RequestKind
    name: str
    text: str
    told: Told
    granted: bool = False
    answer: str = ""


class DelegateRecord(Record, frozen=True):
    name: str
    """As it was given with the nomination."""
    card: str = ""
    """The name on the person's card. It is empty while the registrar has not chosen one."""
    capacity: Capacity = Capacity.DELEGATE
    reason: str = ""
    steps: tuple[Step, ...] = ()
    why: str = ""
    """It goes to the audit trail with each step."""
    told: Told | None = None
    instead_of: str = ""
    """They come in the stead of the person of this name, who has a place."""
    language: str = ""
    gender: Gender | None = None
    level: OfficeLevel | None = None
    shares_contact: bool = False
    shares_photograph: bool = False
    news_by: NewsBy = NewsBy.CALENDAR
    groups: tuple[str, ...] = ()
    seen: int | None = None
    """The newest version that they say to have seen."""
    contacts: tuple[DelegateContactRecord, ...] = ()
    requests: tuple[RequestRecord, ...] = ()


class DelegationRecord(Record, frozen=True):
    """A city, or an organisation in a city's stead."""

    focal_point: FocalPointRecord
    city: str = ""
    organisation: str = ""
    language: str = ""
    extra: int = 0
    answers: tuple[Answer, ...] = ()
    told: Told | None = None
    why: str = ""
    delegates: tuple[DelegateRecord, ...] = ()
    confirms: bool = False
    """It sent the letter that confirms its names."""
    is_told: bool = False
    """It and its people have read what was decided."""
    closes: bool = False
    """It is closed once all its names are decided."""


class ParagraphRecord(Record, frozen=True):
    language: str
    text: str


class InvitationRecord(Record, frozen=True):
    profile: str
    costs: str
    languages: str
    paragraphs: tuple[ParagraphRecord, ...]
    asks_reason: bool = False
    asks_endorsement: bool = False
    reminds: bool = False


class WhoComesRecord(Record, frozen=True):
    invited: int
    reminded: int
    nominate_by: int
    confirm_by: int
    freeze_on: int
    invitation: InvitationRecord
    delegations: tuple[DelegationRecord, ...]
    of_no_delegation: tuple[DelegateRecord, ...]
