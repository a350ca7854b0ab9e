"""The desk's page that makes an event again at other days."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.desk.finding import event_or_404
from tours.desk.forms.day_input import day_input
from tours.desk.forms.refusals import show_refusal
from tours.models import Event, Programme
from tours.record.cloning import Clone, clone_event


class CloneForm(forms.Form):
    title = Event._meta.get_field("title").formfield(label=gettext_lazy("Title of the new event"))
    starts = forms.DateField(label=gettext_lazy("First day of the new event"), widget=day_input())


@require_http_methods(["GET", "HEAD", "POST"])
def clone(request: HttpRequest, uid: str) -> HttpResponse:
    """Copies an event, for users who may make events in its programme. Raises PermissionDenied for others who may read
    it.
    """
    event = event_or_404(request, uid)
    if not Programme.objects.editable_by(signed_in(request)).filter(pk=event.programme_id).exists():
        raise PermissionDenied
    form = CloneForm(request.POST if request.method == "POST" else None, initial={"title": event.title})
    if form.is_valid() and (made := _cloned(event, form)):
        messages.success(request, _copied_in_words(made))
        messages.info(request, _left_in_words(made))
        return redirect("tours:desk_event", made.event.uid)
    context = {"event": event, "form": form}
    return render(request, "tours/start/clone.html", context, status=400 if form.errors else 200)


def _cloned(event: Event, form: CloneForm) -> Clone | None:
    try:
        return clone_event(event, **form.cleaned_data)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None


def _copied_in_words(made: Clone) -> str:
    counted = [
        f"{capfirst(str(model._meta.verbose_name_plural))}: {count}" for model, count in made.copied.items() if count
    ]
    return _("The event is made, as a draft. Copied: %(what)s.") % {"what": "; ".join([_("the facts"), *counted])}


def _left_in_words(made: Clone) -> str:
    words = _(
        "Not copied: people, delegations, posts, versions, documents, links and reports of items, the address of the event's own"
        " site. Parts in items stay, and nobody has them yet. Read the texts for days and names of then."
    )
    if not made.cancelled:
        return words
    left = ngettext(
        "%(count)d cancelled item was left out.", "%(count)d cancelled items were left out.", made.cancelled
    )
    return f"{words} {left % {'count': made.cancelled}}"
