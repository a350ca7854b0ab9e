"""What pages and mails say of a holder: who it is, of which body, and what for. Of an event, what was published."""

from django.core.exceptions import ObjectDoesNotExist

from participants.links.making import Holder
from participants.models import Delegate, FocalPoint
from tours.models import Event, PublishedEvent
from tours.wording import date_range


def facts_of(holder: Holder) -> dict[str, str]:
    """`name`, `body`, `what` (the event, or the programme), `when` and `where`. What is not known is empty.

    Before the first version of an event, and for a focal point, `what` is the programme.
    """
    if isinstance(holder, FocalPoint):
        body = str(holder.city or holder.organisation)
        return {"name": holder.name, "body": body, **_of_programme(holder.programme.name)}
    if isinstance(holder, Delegate):
        return {"name": holder.name, "body": str(holder.delegation or ""), **_of_event(holder.event)}
    of = _of_event(holder.event) if holder.event else _of_programme(holder.programme.name if holder.programme else "")
    return {"name": str(holder.user), "body": "", **of}


def masked(address: str) -> str:
    """Enough to know one's own mailbox again, and too little for anybody else: `m…@e….org`."""
    local, _at, host = address.rpartition("@")
    return f"{local[:1]}…@{host[:1]}….{host.rpartition('.')[2]}" if local else ""


def _of_event(event: Event) -> dict[str, str]:
    published = _published(event)
    if published is None:
        return _of_programme(event.programme.name)
    place = f"{published.host_city_name}, {published.country_name}"
    return {"what": published.title, "when": date_range(published.starts, published.ends), "where": place}


def _of_programme(name: str) -> dict[str, str]:
    return {"what": name, "when": "", "where": ""}


def _published(event: Event) -> PublishedEvent | None:
    try:
        return event.published
    except ObjectDoesNotExist:
        return None
