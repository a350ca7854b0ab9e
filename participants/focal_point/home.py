"""The first page of a focal point: all invitations of the city or organisation."""

from collections.abc import Iterable

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participants.focal_point.finding import invitations_of, point_of
from participants.focal_point.reading import Invited, read, terms_of
from participants.links.entry import by_visit
from participants.models import Delegate, LinkSession
from participants.nominations.changing import READ
from participants.vocabulary import Area
from tours.agenda import snapshots
from tours.models import Edition


@by_visit(Area.FOCAL_POINT)
def page(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """The focal point's first page. Among the invitations that are not over, the next event is first. Four queries."""
    names = Prefetch("delegates", Delegate.objects.select_related(*READ))
    found = [read(row, row.delegates.all()) for row in invitations_of(point_of(visit)).prefetch_related(names)]
    coming = [each for each in reversed(found) if not each.is_over]
    conditions = _conditions(coming)
    context = {
        "visit": visit,
        "coming": [(each, terms_of(each.invitation, conditions[each.published.edition_id])) for each in coming],
        "past": [each for each in found if each.is_over],
    }
    return render(request, "participants/focal_point/home.html", context)


def _conditions(invited: Iterable[Invited]) -> dict[int, str]:
    """What the events ask of those who come, by the key of their editions. One query."""
    keys = [each.published.edition_id for each in invited]
    texts = Edition.objects.filter(pk__in=keys).order_by().values_list("pk", "agenda", "format")
    return {key: snapshots.read(text, number).event.conditions for key, text, number in texts}
