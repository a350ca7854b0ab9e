"""The pages of personal links: a new one is mailed, all are ended, and a private calendar is ended."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from participants.desk.links.access import access_of
from participants.desk.links.holders import Held, of_delegate, of_focal_point, of_host
from participants.letters.personal_link import send_link
from participants.links.ending import end_calendar, end_links
from participants.models import Delegate
from participants.vocabulary import LinkEnd
from tours.desk.forms.refusals import show_refusal

Finding = Callable[..., Held]


class SendForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("Send it to"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, held: Held, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        field: Any = self.fields["to"]
        field.choices = [(box.whose.value, box.email) for box in held.mailboxes]
        field.initial = field.choices[0][0] if field.choices else None

    def send(self) -> str:
        """The mailbox to which it went. If it is refused, the form gets an error and the result is empty."""
        box = next(box for box in self.held.mailboxes if box.whose == self.cleaned_data["to"])
        try:
            send_link(self.held.holder, email=box.email, whose=box.whose)
        except ValidationError as refusal:
            show_refusal(self, refusal)
            return ""
        return box.email


def _sending(finding: Finding) -> Callable[..., HttpResponse]:
    """Asks on GET for the mailbox, and mails a new link on POST."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(finding)
    def page(request: HttpRequest, **keys: Any) -> HttpResponse:
        held = finding(request, **keys)
        form = SendForm(request.POST if request.method == "POST" else None, held=held)
        if form.is_valid() and (address := form.send()):
            facts = {"name": held.name, "address": address}
            messages.success(request, _("A new personal link of %(name)s is on its way to %(address)s.") % facts)
            return redirect(held.back)
        context = {**held._asdict(), "form": form}
        return render(request, "participants/links/send.html", context, status=400 if form.errors else 200)

    return page


def _ending(finding: Finding) -> Callable[..., HttpResponse]:
    """Asks on GET, and ends all on POST."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(finding)
    def page(request: HttpRequest, **keys: Any) -> HttpResponse:
        held = finding(request, **keys)
        if request.method != "POST":
            context = {**held._asdict(), "is_delegate": isinstance(held.holder, Delegate)}
            return render(request, "participants/links/end.html", context)
        end_links(held.holder, LinkEnd.ASKED)
        messages.success(request, _("All personal links of %(name)s are ended.") % {"name": held.name})
        return redirect(held.back)

    return page


@require_http_methods(["GET", "HEAD", "POST"])
def end_private_calendar(request: HttpRequest, key: int) -> HttpResponse:
    """Ends the address of a delegate's private calendar, after asking."""
    held = of_delegate(request, key)
    row = held.holder
    if request.method == "POST" and isinstance(row, Delegate):
        end_calendar(row)
        messages.success(request, _("The private calendar of %(name)s is ended.") % {"name": held.name})
        return redirect(held.back)
    return render(request, "participants/links/end_calendar.html", held._asdict())


@require_safe
def host_links(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    held = of_host(request, uid, key)
    context = {**held._asdict(), **of_host_addresses(uid, key), "access": access_of(held.holder)}
    return render(request, "participants/links/host.html", context)


def of_host_addresses(uid: object, key: int) -> dict[str, str]:
    return {
        "send_address": reverse("participants:send_host_link", args=[uid, key]),
        "end_address": reverse("participants:end_host_links", args=[uid, key]),
    }


send_delegate_link, end_delegate_links = _sending(of_delegate), _ending(of_delegate)
send_focal_point_link, end_focal_point_links = _sending(of_focal_point), _ending(of_focal_point)
send_host_link, end_host_links = _sending(of_host), _ending(of_host)
