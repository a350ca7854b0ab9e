"""What stands in the columns of a selection sheet, in words."""

from django.utils.translation import gettext as _

from participants.labels import CAPACITIES, DELEGATE_STATES
from participants.selection.sheet import Body, Name, Sheet
from tours.wording import as_of, date_range


def dates(sheet: Sheet) -> str:
    return date_range(sheet.starts, sheet.ends)


def moment(sheet: Sheet) -> str:
    return as_of(sheet.at, sheet.zone)


def seats(body: Body) -> str:
    """`Seats: 3, taken: 1, free: 2`; empty for those who belong to no delegation."""
    if body.seats is None:
        return ""
    return _("Seats: %(seats)d, taken: %(taken)d, free: %(free)d") % {
        "seats": body.seats, "taken": body.taken, "free": body.free
    }  # fmt: skip


def state(name: Name) -> str:
    """The state, with the end of an offer."""
    label = str(DELEGATE_STATES[name.state])
    if not name.offered_until:
        return label
    return _("Place offered until %(moment)s") % {"moment": name.offered_until}


def comes_as(name: Name) -> str:
    return str(CAPACITIES[name.capacity])


def earlier_tours(name: Name) -> str:
    return "; ".join(map(str, name.tours))


def position(name: Name) -> str:
    """`Head of transport, City of Rijeka`."""
    return ", ".join(filter(None, (name.position, name.organisation)))
