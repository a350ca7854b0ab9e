"""Those who come to the event of the desk's table, and the arguments of the addresses about them."""

from django.core.files.base import ContentFile

from participants.models import ChangeRequest, Delegate, SupportingFile
from tests.access.arrivals_world import arguments_of_arrivals
from tests.access.world import Arguments
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.makers import entry_requirement, stay
from tours.models import Event, Person, Role
from tours.vocabulary import RoleKind

OF_EVENT = (
    "ask_coming", "delegates", "delegations", "invitation", "invite", "note_request", "paste", "register", "remind", "requests",
    "run_sheet", "run_sheet_pdf", "seen", "selection", "selection_pdf", "selection_xlsx", "tell", "travel_documents",
)  # fmt: skip
OF_JOURNEY = (
    "journey_addresses", "journey_asked", "journey_checklist", "journey_entry", "journey_lacking", "journey_remind",
    "journey_rooms",
)  # fmt: skip
OF_DELEGATION = ("confirmation", "correct_address", "delegation")
OF_DELEGATE = (
    "delegate", "end_delegate_links", "end_private_calendar", "move", "send_delegate_link", "substitute",
)  # fmt: skip
OF_HOST = ("end_host_links", "host_links", "send_host_link")
OF_TRAVELLER = ("forget_travel_document", "save_travel_scan", "show_travel_document", "travel_document")
OF_PERSON = ("erase_person", "export_person", "privacy")


def arguments_of_who_comes(event: Event) -> dict[str, Arguments]:
    """A city that is invited by its focal point, somebody with a place, a name put forward, a file and a request."""
    by, home = rows.operator(), rows.city("Town of the table")
    programme = {"slug": event.programme.slug}
    host = {"uid": event.uid, "key": _host(event).pk}
    point = {**programme, "key": makers.focal_point(event, home).pk}
    delegation = makers.delegation(event, by=by, city=home)
    delegate, name = makers.accepted(delegation, by=by), makers.proposed(delegation, by=by)
    ours, theirs = {"key": delegation.pk}, {"key": delegate.pk}
    speaker = Person.objects.filter(parts__item__event=event).earliest("pk")
    found: dict[str, Arguments] = {
        **arguments_of_arrivals(event, delegate),
        **{route: {"uid": event.uid} for route in OF_EVENT},
        **dict.fromkeys(OF_DELEGATION, ours),
        **dict.fromkeys(OF_DELEGATE, theirs),
        **{route: {"uid": speaker.uid} for route in OF_PERSON},
        **{route: {"uid": event.uid, **theirs} for route in OF_TRAVELLER},
        "delegate_row": {"key": name.pk},
        "delegate_step": {"key": name.pk, "step": "reserve"},
        "delegation_step": {**ours, "name": "seats"},
        "end_focal_point": point,
        "erase_focal_point": point,
        **dict.fromkeys(("end_focal_point_links", "send_focal_point_link"), point),
        **dict.fromkeys(OF_HOST, host),
        "file": {"key": _file(event, delegate).pk},
        **_journey(event, delegate),
        "focal_point": point,
        "focal_points": programme,
        "request": {"key": _request(event, delegate).pk},
    }
    return {f"participants:{route}": arguments for route, arguments in found.items()}


def _journey(event: Event, delegate: Delegate) -> dict[str, Arguments]:
    ours = {"uid": event.uid}
    presence = {**ours, "name": "presence"}
    room, need = {"key": stay(delegate).pk}, {"key": entry_requirement(event).pk}
    return {
        **dict.fromkeys(OF_JOURNEY, ours),
        "journey_delegate": {"key": delegate.pk},
        **dict.fromkeys(("journey_requirement", "journey_drop_requirement"), need),
        **dict.fromkeys(("journey_list", "journey_pdf", "journey_xlsx"), presence),
        **dict.fromkeys(("journey_stay", "journey_end_stay"), room),
    }


def _host(event: Event) -> Role:
    return rows.role(rows.stranger(), RoleKind.HOST, at=event)


def _file(event: Event, delegate: Delegate) -> SupportingFile:
    row = SupportingFile(event=event, delegate=delegate, file=ContentFile(b"%PDF-1.7 letter", "letter.pdf"))
    row.full_clean()
    row.save()
    return row


def _request(event: Event, delegate: Delegate) -> ChangeRequest:
    facts = {"delegation": delegate.delegation, "delegate": delegate, "kind": "withdrawal"}
    return ChangeRequest.objects.create(event=event, **facts)
