"""What stands in the rows of the person's journeys."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from msgspec.structs import asdict

from participants.data_classes import DataClass
from participants.field_classes import FIELD_CLASSES
from participants.labels import DOCUMENT_KINDS
from participants.models import DelegateNeeds, Leg, Pickup, Preparation, Stay, TravelDocument
from participants.privacy.known.values import Asked, Section, label_of, shown
from participants.travel.documents.keeping import open_with_scan
from participants.travel.documents.scan_files import as_data_address

LEFT_OUT = {"id", "delegate", "pickup", "shares_with"}
"""Keys, and who else is in the car or room."""


def needs(asked: Asked) -> Section:
    return _section("needs", _("What they need"), DelegateNeeds, DataClass.NEEDS, asked)


def preparations(asked: Asked) -> Section:
    return _section("preparations", _("Insurance and entry"), Preparation, DataClass.DOCUMENTS, asked)


def legs(asked: Asked) -> Section:
    return _section("legs", _("Flights and trains"), Leg, DataClass.TRAVEL, asked)


def stays(asked: Asked) -> Section:
    return _section("stays", _("Rooms"), Stay, DataClass.TRAVEL, asked, "hotel__city")


def cars(asked: Asked) -> Section:
    """The cars that the person drives, or in which they meet people. Nothing is told of who sits in them."""
    theirs = Q(driver__person=asked.person) | Q(meeter__person=asked.person)
    found = Pickup.objects.filter(theirs, event__in=asked.events).select_related("event").order_by("day", "pk")
    names = ("direction", "day", "time", "place", "destination", "vehicle")
    rows = [{"event": str(row.event), **{name: shown(row, name) for name in names}} for row in found]
    columns = {"event": _("Event")} | {name: label_of(Pickup, name) for name in names}
    return Section("cars", _("Cars that they drive, or in which they meet people"), columns, rows)


def _section(key: str, title: str, model: Any, of: DataClass, asked: Asked, *related: str) -> Section:
    """Each row as it stands."""
    names = [name for name in FIELD_CLASSES[model.__name__][of] if name not in LEFT_OUT]
    rows = [
        {"event": str(row.delegate.event), **{name: _plain(shown(row, name)) for name in names}}
        for row in _of_person(model, asked, *related)
    ]
    return Section(key, title, {"event": _("Event"), **{name: label_of(model, name) for name in names}}, rows)


def _of_person(model: Any, asked: Asked, *related: str) -> Any:
    found = model.objects.filter(delegate__person=asked.person, delegate__event__in=asked.events)
    return found.select_related("delegate__event", *related).order_by("delegate__event__starts", "pk")


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "pk") else value


def documents(asked: Asked) -> Section:
    """The travel documents that are kept. What stands in a document is told where it is opened, in the name of a user."""
    found = _of_person(TravelDocument, asked).defer("facts", "scan")
    columns = {"event": _("Event"), "changed_at": label_of(TravelDocument, "changed_at")}
    columns |= {"kind": _("Kind"), "surname": _("Surname"), "given_names": _("Given names")}
    columns |= {"birth_date": _("Born"), "nationality": _("Nationality"), "number": _("Number")}
    columns |= {"expires_on": _("Valid until"), "issued_by": _("Issued by"), "scan": _("Scan")}
    columns |= {"locked": _("Sealed")}
    rows = [
        {
            **dict.fromkeys(columns),
            "event": str(row.delegate.event),
            "changed_at": row.changed_at,
            **_opened(row, asked),
        }
        for row in found
    ]
    return Section("documents", _("Documents for travel"), columns, rows)


@sensitive_variables()
def _opened(row: TravelDocument, asked: Asked) -> dict[str, Any]:
    """Why not, where it is not opened: no key is here, or they do not travel any more and it is about to be deleted."""
    if asked.opened_by is None and not asked.asks_themselves:
        return {"locked": _("Yes. Each look into it is noted.")}
    try:
        facts, scan = open_with_scan(row.delegate, by=asked.opened_by, purpose=_("Export for the person"))
    except ValidationError as refusal:
        return {"locked": " ".join(refusal.messages)}
    opened = {**asdict(facts), "kind": str(DOCUMENT_KINDS[facts.kind])}
    return opened | ({"scan": as_data_address(scan)} if scan else {})
