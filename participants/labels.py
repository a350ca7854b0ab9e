"""The labels of the fixed words of who comes."""

from django.utils.translation import gettext_lazy as _

from participants.vocabulary import (
    Attendance,
    Capacity,
    DelegateState,
    DelegationState,
    Diet,
    Direction,
    DocumentKind,
    EntryRule,
    EntryStep,
    FileKind,
    Gender,
    Insurance,
    LinkEnd,
    NewsBy,
    OfficeLevel,
    Payer,
    RequestKind,
    RequestState,
    RoomKind,
    Told,
    Whose,
)
from tours.labels import Labels

DELEGATION_STATES: Labels[DelegationState] = {
    DelegationState.INVITED: _("Invited"),
    DelegationState.ACCEPTED: _("Accepted"),
    DelegationState.DECLINED: _("Declined"),
    DelegationState.CANCELLED: _("Cancelled"),
    DelegationState.CLOSED: _("Closed"),
    DelegationState.REOPENED: _("Open again"),
}
DELEGATE_STATES: Labels[DelegateState] = {
    DelegateState.PROPOSED: _("Proposed"),
    DelegateState.ENDORSED: _("Confirmed by the city"),
    DelegateState.ACCEPTED: _("Has a place"),
    DelegateState.RESERVE: _("Reserve"),
    DelegateState.OFFERED: _("Place offered"),
    DelegateState.LAPSED: _("Offer ran out"),
    DelegateState.DECLINED: _("Not chosen"),
    DelegateState.WITHDRAWN: _("Withdrawn"),
    DelegateState.REPLACED: _("Replaced"),
}
CAPACITIES: Labels[Capacity] = {
    Capacity.HEAD: _("Head of delegation"),
    Capacity.DELEGATE: _("Delegate"),
    Capacity.ALTERNATE: _("Alternate"),
    Capacity.ADVISER: _("Adviser"),
    Capacity.OBSERVER: _("Observer"),
    Capacity.INTERPRETER: _("Interpreter"),
    Capacity.COMPANION: _("Companion"),
    Capacity.DRIVER: _("Driver"),
    Capacity.MEETER: _("Meets and guides delegates"),
    Capacity.HOST_STAFF: _("Staff of the host"),
    Capacity.FACILITATOR: _("Facilitator"),
}
ATTENDANCES: Labels[Attendance] = {
    Attendance.IN_PERSON: _("In person"),
    Attendance.ONLINE: _("Online"),
}
GENDERS: Labels[Gender] = {
    Gender.WOMAN: _("Woman"),
    Gender.MAN: _("Man"),
    Gender.OTHER: _("Other"),
}
OFFICE_LEVELS: Labels[OfficeLevel] = {
    OfficeLevel.ELECTED: _("Elected"),
    OfficeLevel.APPOINTED: _("Appointed"),
    OfficeLevel.CIVIL_SERVANT: _("Civil servant"),
    OfficeLevel.ASSOCIATION: _("Of an association"),
}
WAYS_TOLD: Labels[Told] = {
    Told.MAIL: _("By e-mail"),
    Told.TELEPHONE: _("By telephone"),
    Told.LETTER: _("By letter"),
    Told.IN_PERSON: _("In person"),
    Told.LINK: _("By personal link"),
}
WAYS_OF_NEWS: Labels[NewsBy] = {
    NewsBy.CALENDAR: _("Words by mail; a calendar that subscribes shows the change by itself"),
    NewsBy.INVITATIONS: _(
        "Words by mail, and an invitation for each changed item, for Outlook and other calendars that do not subscribe"
    ),
    NewsBy.WORDS: _("Words by mail only"),
}
WHOSE: Labels[Whose] = {
    Whose.OWN: _("Own"),
    Whose.ASSISTANT: _("Assistant's"),
}
LINK_ENDS: Labels[LinkEnd] = {
    LinkEnd.NOT_MINE: _("Whoever got it said that it is not for them"),
    LinkEnd.ADDRESS: _("The address changed"),
    LinkEnd.REPLACED: _("Somebody else comes instead"),
    LinkEnd.MERGED: _("Two cards became one"),
    LinkEnd.ERASED: _("The personal data was erased"),
    LinkEnd.ASKED: _("Ended on request"),
}
REQUEST_KINDS: Labels[RequestKind] = {
    RequestKind.NAME: _("Another name"),
    RequestKind.NEW_NAME: _("A further name"),
    RequestKind.WITHDRAWAL: _("Does not come"),
    RequestKind.SUBSTITUTE: _("Somebody else comes"),
    RequestKind.SUCCESSOR: _("Another focal point"),
    RequestKind.OTHER: _("Something else"),
}
REQUEST_STATES: Labels[RequestState] = {
    RequestState.OPEN: _("To be decided"),
    RequestState.GRANTED: _("Granted"),
    RequestState.REFUSED: _("Refused"),
}
FILE_KINDS: Labels[FileKind] = {
    FileKind.ENDORSEMENT: _("Letter that confirms the names"),
    FileKind.WISH: _("What they wrote to us"),
    FileKind.OTHER: _("Other file"),
}
DIRECTIONS: Labels[Direction] = {
    Direction.IN: _("Arrival"),
    Direction.OUT: _("Departure"),
}
DIETS: Labels[Diet] = {
    Diet.ANYTHING: _("Eats anything"),
    Diet.VEGETARIAN: _("Vegetarian"),
    Diet.VEGAN: _("Vegan"),
    Diet.HALAL: _("Halal"),
    Diet.KOSHER: _("Kosher"),
    Diet.GLUTEN_FREE: _("Without gluten"),
    Diet.LACTOSE_FREE: _("Without lactose"),
    Diet.OTHER: _("Other, see the note"),
}
DOCUMENT_KINDS: Labels[DocumentKind] = {
    DocumentKind.PASSPORT: _("Passport"),
    DocumentKind.IDENTITY_CARD: _("Identity card"),
}
ROOM_KINDS: Labels[RoomKind] = {
    RoomKind.SINGLE: _("Single room"),
    RoomKind.DOUBLE: _("Double room"),
    RoomKind.TWIN: _("Room with two beds"),
}
PAYERS: Labels[Payer] = {
    Payer.PROGRAMME: _("Programme"),
    Payer.HOST: _("Host"),
    Payer.SENDER: _("City or organisation that sends them"),
    Payer.DELEGATE: _("Delegate"),
}
INSURANCES: Labels[Insurance] = {
    Insurance.OWN: _("Own insurance"),
    Insurance.PROGRAMME: _("Insured by the programme"),
}
ENTRY_RULES: Labels[EntryRule] = {
    EntryRule.NONE: _("Nothing"),
    EntryRule.ELECTRONIC: _("Electronic permission"),
    EntryRule.VISA: _("Visa"),
}
ENTRY_STEPS: Labels[EntryStep] = {
    EntryStep.LETTER_SENT: _("Letter of invitation sent"),
    EntryStep.FILED: _("Applied for"),
    EntryStep.GRANTED: _("Granted"),
    EntryStep.REFUSED: _("Refused"),
    EntryStep.NOT_NEEDED: _("Not needed"),
}
