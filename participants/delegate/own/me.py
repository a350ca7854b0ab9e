"""The page from which a delegate gets to all that is theirs, with what is missing."""

from django.http import HttpRequest, HttpResponse

from participants.delegate.home import own_of
from participants.delegate.missing import asked_of
from participants.delegate.pages import delegate_of, page_of
from participants.following.own_rows import legs_of, stays_of
from participants.links.entry import by_visit
from participants.models import ChangeRequest, LinkSession
from participants.vocabulary import Area


@by_visit(Area.DELEGATE)
def me(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """The page that says what is missing. It shows nothing of what the delegate told."""
    row = delegate_of(visit)
    own = own_of(row)
    asked = asked_of(row, legs_of(row), stays_of(row)) if own.has_place else None
    requests = ChangeRequest.objects.filter(delegate=row).order_by("-asked_at", "-pk")[:20]
    return page_of(request, visit, "own/me.html", own=own, asked=asked, requests=requests)
