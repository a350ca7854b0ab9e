"""What pages say of a version beside its items: a small kept value, however long the agenda is."""

from datetime import date

from tours.agenda.facts import City, Contact, Value
from tours.agenda.view import AgendaView
from tours.serving.by_audience.reading import Reading
from tours.vocabulary import EventState


class Heading(Value, frozen=True):
    """`number` and `dated` say which version it is; `organiser` is the name of the programme. Contacts are those of the audience."""

    number: int
    dated: date
    title: str
    starts: date
    ends: date
    zone: str
    host_city: City
    organiser: str
    language: str
    state: EventState = EventState.PLANNED
    note: str = ""
    contacts: tuple[Contact, ...] = ()
    footnotes: tuple[str, ...] = ()

    @property
    def takes_place(self) -> bool:
        return self.state is EventState.PLANNED


def heading(reading: Reading) -> Heading:
    return reading.kept_value("heading.json", Heading, lambda: heading_of(reading.view))


def heading_of(view: AgendaView) -> Heading:
    event = view.event
    return Heading(
        number=view.stamp.number,
        dated=view.version_date,
        title=event.title,
        starts=event.starts,
        ends=event.ends,
        zone=event.zone,
        host_city=event.host_city,
        organiser=event.programme.name,
        language=event.language,
        state=event.state,
        note=view.leading_note,
        contacts=event.contacts,
        footnotes=view.footnotes(),
    )
