"""The desk's pages of an event's draft links: making one, revoking it, and marking as done what its readers say."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.visitors import signed_in
from tours.desk.finding import event_to_edit
from tours.models import DraftComment, DraftLink, Event
from tours.rights.draft_links import LONGEST, USUAL, make_draft_link, mark_as_done, revoke_draft_link
from tours.vocabulary import Level


class DraftLinkForm(forms.Form):
    label = forms.fields_for_model(DraftLink, ["label"])["label"]
    level = forms.fields_for_model(DraftLink, ["level"])["level"]
    days = forms.IntegerField(
        label=gettext_lazy("For how many days"), initial=USUAL.days, min_value=1, max_value=LONGEST.days
    )

    def make(self, event: Event, *, by: User) -> str:
        """The secret of the new link; empty, with an error in the form, where it is refused."""
        said = self.cleaned_data
        try:
            _link, secret = make_draft_link(
                event, by=by, label=said["label"], level=Level(said["level"]), lasts=timedelta(days=said["days"])
            )
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return ""
        return secret


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft_links(request: HttpRequest, uid: object) -> HttpResponse:
    """Lists the links with their comments; a POST makes one and shows its address in the answer, as nothing keeps it."""
    event = event_to_edit(request, uid)
    form = DraftLinkForm(request.POST if request.method == "POST" else None)
    secret = form.make(event, by=signed_in(request)) if form.is_valid() else ""
    context = {
        "event": event,
        "links": event.draft_links.select_related("made_by"),
        "comments": _comments(event),
        "now": timezone.now(),
        "form": DraftLinkForm() if secret else form,
        "address": f"{settings.BASE_URL}{reverse('tours:draft')}?key={secret}" if secret else "",
    }
    return render(request, "tours/publishing/draft_links.html", context, status=400 if form.errors else 200)


def _comments(event: Any) -> Any:
    """What the readers of the event's links have said: first what is new."""
    said = DraftComment.objects.filter(link__event=event).select_related("link")
    return said.order_by(F("done_at").desc(nulls_first=True), "-sent_at", "-pk")


@require_POST
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Ends a draft link, for users who edit the agenda. To users who only read the event, the link is not there."""
    rows = DraftLink.objects.editable_by(signed_in(request)).select_related("event")
    link = get_object_or_404(rows, pk=key)
    revoke_draft_link(link)
    messages.success(request, _("The link for “%(label)s” no longer works.") % {"label": link.label})
    return redirect("tours:desk_drafts", link.event.uid)


@require_POST
def done(request: HttpRequest, key: int) -> HttpResponse:
    """Marks a comment, for those who edit the agenda; to others it is not there."""
    rows = DraftComment.objects.editable_by(signed_in(request)).select_related("link__event")
    comment = get_object_or_404(rows, pk=key)
    mark_as_done(comment)
    messages.success(request, _("The comment of “%(label)s” is marked as done.") % {"label": comment.link.label})
    return redirect("tours:desk_drafts", comment.link.event.uid)
