"""What changed since I last looked. Only who says so has seen it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from participants.delegate.pages import delegate_of, page_of
from participants.following.seeing import note_seen
from participants.following.standing import Standing, standing_of
from participants.links.entry import by_visit
from participants.models import LinkSession
from participants.vocabulary import Area
from tours.serving.by_audience.changes import changes_part
from tours.serving.by_audience.heading import heading


@by_visit(Area.DELEGATE, "GET", "HEAD", "POST", kept=True)
def changes(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """A POST says that what the page showed was seen. Where the agenda is another by then, it is shown first, with 409."""
    delegate = delegate_of(visit)
    standing = standing_of(delegate)
    if request.method != "POST":
        return _shown(request, visit, standing)
    if request.POST.get("shown") != what_is_shown(standing):
        return _shown(request, visit, standing, is_newer=True)
    note_seen(delegate, standing)
    return redirect("participants:my_changes")


def what_is_shown(standing: Standing) -> str:
    """The version, and what it is read as."""
    return standing.reading.output("shown", *standing.groups).token


def _shown(request: HttpRequest, visit: LinkSession, standing: Standing, *, is_newer: bool = False) -> HttpResponse:
    context = {
        "standing": standing,
        "part": changes_part(standing.reading, *standing.seen) if standing.seen and not standing.is_seen else None,
        "shown": heading(standing.reading),
        "token": what_is_shown(standing),
        "is_newer": is_newer,
    }
    return page_of(request, visit, "changes.html", status=409 if is_newer else 200, **context)
