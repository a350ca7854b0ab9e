"""The page of one invitation: what it says, the answer, the names with what is missing, and what was asked for."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participants.focal_point.finding import invitation_or_404, names_of
from participants.focal_point.missing import Missing, missing_of
from participants.focal_point.reading import Invited, read, terms_of
from participants.letters.reaching import where_replies_go
from participants.letters.writing import paragraph_for
from participants.links.entry import by_visit
from participants.models import ChangeRequest, Delegation, LinkSession, SupportingFile
from participants.requests.rule import is_frozen
from participants.vocabulary import Area, FileKind
from tours.agenda.values import Event
from tours.serving.current import current_agenda


@by_visit(Area.FOCAL_POINT)
def page(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    delegation = invitation_or_404(visit, uid)
    invited = read(delegation, names_of(delegation))
    event, published = delegation.participation.event, _event(invited)
    context = {
        "visit": visit,
        "invited": invited,
        "event": published,
        "terms": terms_of(invited.invitation, published.conditions),
        "text": _text(invited),
        "files": list(invited.invitation.files.all()) if invited.invitation.pk else [],
        "letters": _letters(delegation),
        "requests": list(_asked(delegation, visit)),
        "missing": _missing(invited),
        "is_frozen": is_frozen(delegation, event),
        "reply_to": where_replies_go(event, invitation=invited.invitation),
    }
    return render(request, "participants/focal_point/invitation.html", context)


def _event(invited: Invited) -> Event:
    """The event as it is published."""
    return current_agenda(invited.published).event


def _text(invited: Invited) -> str:
    """The paragraph of the letter that is for this city."""
    row = invited.invitation
    paragraphs = dict(row.paragraphs.values_list("language", "text")) if row.pk else {}
    return paragraph_for(invited.delegation, paragraphs)


def _letters(delegation: Delegation) -> QuerySet[SupportingFile]:
    """The signed letters that the city sent."""
    return SupportingFile.objects.filter(delegation=delegation, kind=FileKind.ENDORSEMENT)


def _asked(delegation: Delegation, visit: LinkSession) -> Iterable[ChangeRequest]:
    """What this focal point asked for. What a delegate asked for by their own link is theirs."""
    rows = ChangeRequest.objects.filter(delegation=delegation, asked_by=visit.holder_name)
    return rows.select_related("delegate").order_by("-asked_at", "-pk")


def _missing(invited: Invited) -> dict[int, Missing]:
    """What is missing, by the key of the delegate. Nobody is asked for anything before their city knows of a place."""
    keys = {name.row.pk for name in invited.with_place}
    return missing_of(invited.delegation, keys) if keys and not invited.is_over else {}
