"""The PDF programme (booklet) of an event, on the paper and for the audience that is asked for."""

from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from msgspec.structs import replace

from accounts.visitors import visitor
from backstage.text.file_names import content_disposition
from backstage.text.tidying import tidy
from tours.agenda.audiences import everyone, for_audience, groups_in_use, readers
from tours.agenda.values import PUBLIC, Audience
from tours.labels import LEVELS
from tours.models import Event, PublishedEvent
from tours.pdf.styles import Paper
from tours.serving.current import current_agenda, published_or_404
from tours.serving.former_addresses import under_event
from tours.serving.kept_outputs import Output
from tours.serving.outputs import PDF, Delivery, serve
from tours.vocabulary import Level

PAGES_TO_WRITE_ON = [str(number) for number in range(9)]
PAPERS = {
    Paper.A4: "",
    Paper.LETTER: pgettext_lazy("paper", "US Letter"),
    Paper.POCKET: pgettext_lazy("paper", "Pocket"),
}
"""What a file's name says about its paper. A4, the most common paper, is not mentioned."""


@under_event
def booklet(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The programme as PDF, with `?format=letter` and `?notes=2`.

    Users with a role may also ask for `?audience=delegates&group=A`.
    """
    try:
        return _booklet(request, slug, _copy_asked_for(request.GET) if request.META.get("QUERY_STRING") else ORDINARY)
    except ValidationError as error:
        return render(request, "400.html", {"message": error.message}, status=400)


class Copy(NamedTuple):
    """The copy of the programme that a reader asks for.

    Without an audience it is drawn for all who may open the event.
    """

    paper: Paper
    notes: int
    audience: Audience | None


ORDINARY = Copy(Paper.A4, 0, None)
"""The copy that an address without a query asks for, which most readers use."""


def _copy_asked_for(query: QueryDict) -> Copy:
    """Raises ValidationError with a message that lists the choices."""
    try:
        paper = Paper(query.get("format", Paper.A4))
    except ValueError as error:
        message = _("The programme comes on A4 (format=a4), on US Letter (letter) and on A6 for the pocket (pocket).")
        raise ValidationError(message) from error
    notes = query.get("notes", "0")
    if notes not in PAGES_TO_WRITE_ON:
        message = _("The programme has at most %(most)s pages to write on, as in notes=2.")
        raise ValidationError(message % {"most": PAGES_TO_WRITE_ON[-1]})
    return Copy(paper, int(notes), _audience_asked_for(query))


def _audience_asked_for(query: QueryDict) -> Audience | None:
    level, groups = query.get("audience"), {tidy(group) for group in query.getlist("group")}
    if groups and level != Level.DELEGATES:
        raise ValidationError(_("Groups need the audience delegates, as in audience=delegates&group=A."))
    if level is None:
        return None
    try:
        return Audience(level=Level(level), groups=tuple(sorted(groups)))
    except ValueError as error:
        message = _("The programme is for everyone (audience=public), for delegates (delegates) or for staff (staff).")
        raise ValidationError(message) from error


def _booklet(request: HttpRequest, slug: str, copy: Copy) -> HttpResponseBase:
    published = _published_for(request, slug, copy.audience)
    audience, groups = _audience_of(published, copy)
    facts = (audience.key, copy.paper, str(copy.notes))
    return serve(
        request,
        Output(published.digest, "programme.pdf", facts),
        lambda: _drawn(published, audience, copy),
        changed_at=published.changed_at,
        delivery=Delivery(
            PDF, partial(_disposition, published, audience, groups, copy.paper), shared=audience == PUBLIC
        ),
    )


def _published_for(request: HttpRequest, slug: str, audience: Audience | None) -> PublishedEvent:
    """The event as published, for this audience. One indexed query.

    Raises Http404 if an audience is named and the user has no role at the event. The public audience is looked up as
    for an anonymous visitor, so an event for participants has no public programme.
    """
    if audience is None:
        return published_or_404(request, slug)
    if audience == PUBLIC:
        return get_object_or_404(PublishedEvent.objects.visible_to(AnonymousUser()), slug=slug)
    staffed = Event.objects.visible_to(visitor(request))
    return get_object_or_404(PublishedEvent, event__in=staffed, slug=slug)


def _audience_of(published: PublishedEvent, copy: Copy) -> tuple[Audience, tuple[str, ...]]:
    """The audience that the copy is for, with the UIDs of its groups, which were asked for by name or UID; and their names.

    Without a group, a copy for delegates is for all of them together. Reads the agenda where delegates are asked for. Raises
    ValidationError for a group that has no items in the edition.
    """
    audience = copy.audience or readers(published)
    if copy.audience is None or audience.level is not Level.DELEGATES:
        return audience, ()
    agenda = current_agenda(published)
    if not audience.groups:
        return everyone(agenda, audience.level), ()
    in_use = groups_in_use(agenda)
    groups = [group for group in agenda.event.named_groups if group.uid in in_use]
    asked_for = set(audience.groups)
    if unknown := sorted(asked_for.difference(*((group.name, group.uid) for group in groups))):
        message = _("Version %(number)d has no items for a group “%(group)s”.")
        raise ValidationError(message % {"number": published.number, "group": unknown[0]})
    named = [group for group in groups if {group.name, group.uid} & asked_for]
    return replace(audience, groups=tuple(group.uid for group in named)), tuple(group.name for group in named)


def _drawn(published: PublishedEvent, audience: Audience, copy: Copy) -> bytes:
    from tours.booklet import booklet  # reportlab is heavy, and most processes never draw

    view = for_audience(current_agenda(published), audience)
    return booklet(view, base_url=settings.BASE_URL, paper=copy.paper, notes=copy.notes)


def _disposition(published: PublishedEvent, audience: Audience, groups: tuple[str, ...], paper: Paper) -> str:
    """Names the file.

    `Smart City Week - Version 3.pdf`, or `Smart City Week - Version 3 - Delegates (A, B) - US Letter.pdf`.
    """
    label = str(LEVELS[audience.level]) if audience != PUBLIC else ""
    if groups:
        label = f"{label} ({', '.join(groups)})"
    version = _("Version %(number)d") % {"number": published.number}
    return content_disposition(published.title, version, label, str(PAPERS[paper]), extension="pdf")
