"""The columns of the table of delegates: another column is one more line of COLUMNS."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.data_classes import DataClass
from participants.models import Delegate, DelegateContact
from participants.nominations.offering import end_of_offer
from participants.people.missing import missing
from participants.states import ACTIVE
from participants.vocabulary import Attendance
from tours.models import Appearance


class Line(NamedTuple):
    """A delegate with all that the columns read. Reading a column costs no query."""

    row: Delegate
    appearance: Appearance | None
    groups: list[str]
    contacts: list[DelegateContact]
    no_mail: frozenset[str] = frozenset()
    """Those of the addresses that take no mail."""

    @property
    def key(self) -> str:
        return str(self.row.pk)


class Column(NamedTuple):
    name: str
    heading: Promise
    seen_as: DataClass
    read: Callable[[Line], str]
    sort: str = ""
    """The value of the parameter `sort` by which the table is sorted by this column."""
    keeps_words: bool = False
    """Whether no word of it is broken, as all are short."""


class Cell(NamedTuple):
    column: Column
    text: str


def position(line: Line) -> str:
    """Title, position and organisation, as they are at the event, or else as the nomination gives them."""
    there = line.appearance
    facts = [there.title, there.position, str(there.organisation or "")] if there else [line.row.position]
    return ", ".join(fact for fact in facts if fact)


def body(line: Line) -> str:
    """The city or organisation of which somebody comes, or else where they are from."""
    if line.row.delegation:
        return str(line.row.delegation)
    return str(line.appearance.city or "") if line.appearance else ""


def state(row: Delegate) -> str:
    """The state in words; of an offer, until when it holds, by the person's clock."""
    if row.offered_until is None:
        return row.get_state_display()
    return _("Place offered until %(moment)s") % {"moment": end_of_offer(row)}


def present(row: Delegate) -> str:
    """The days, if they are not the whole event, and whether somebody follows it online."""
    online = [row.get_attends_display()] if row.attends == Attendance.ONLINE else []
    first, last = (formats.date_format(day, "j F Y") if day else "" for day in (row.present_from, row.present_until))
    days = {
        (True, True): _("%(first)s to %(last)s"),
        (True, False): _("from %(first)s"),
        (False, True): _("until %(last)s"),
    }
    words = days.get((bool(first), bool(last)))
    return ", ".join([*online, *([words % {"first": first, "last": last}] if words else [])])


def _capacity(line: Line) -> str:
    return line.row.get_capacity_display()


def facts(line: Line) -> str:
    """What is missing of those who come or may come, and whether mail to somebody comes back."""
    words = [_("mail comes back")] if line.no_mail else []
    if line.row.state in ACTIVE:
        lacking = ", ".join(map(str, missing(line.row, line.contacts, line.appearance)))
        words.append(_("missing: %(facts)s") % {"facts": lacking} if lacking else _("complete"))
    return "; ".join(words)


COLUMNS = (
    Column("name", gettext_lazy("Name"), DataClass.NAMES, lambda line: line.row.name, "name"),
    Column("position", gettext_lazy("Position"), DataClass.NAMES, position),
    Column("body", gettext_lazy("City"), DataClass.NAMES, body, "city", keeps_words=True),
    Column("state", gettext_lazy("State"), DataClass.NAMES, lambda line: state(line.row), "state", keeps_words=True),
    Column("capacity", gettext_lazy("Comes as"), DataClass.NAMES, _capacity, keeps_words=True),
    Column("rank", gettext_lazy("Order of choice"), DataClass.CHOICE, lambda line: str(line.row.rank or ""), "choice"),
    Column("groups", gettext_lazy("Groups"), DataClass.NAMES, lambda line: ", ".join(line.groups)),
    Column("present", gettext_lazy("Present"), DataClass.NAMES, lambda line: present(line.row)),
    Column("missing", gettext_lazy("Facts"), DataClass.CONTACTS, facts, keeps_words=True),
)
