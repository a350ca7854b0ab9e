"""*This is not for me*. Programs that look into mail press buttons, too, so a tick is asked for before the link ends."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from participants.entering.links import by_key, said_of
from participants.letters.to_registrars.not_mine import say_not_mine
from participants.links.answers import KEY
from participants.links.making import OPEN
from participants.links.sessions import leave, visit_of
from participants.models import AccessLink
from participants.vocabulary import Area


class NotMineForm(forms.Form):
    sure = forms.BooleanField(label=_("Yes, I got a link that is meant for somebody else."))


def _not_mine(request: HttpRequest, link: AccessLink) -> HttpResponse:
    form = NotMineForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _ended(request, link)
    facts = {"form": form, "key": request.GET[KEY], "back": OPEN[link.area]}
    status = 400 if form.errors else 200
    return render(request, "participants/entering/not_mine.html", said_of(link) | facts, status=status)


def _ended(request: HttpRequest, link: AccessLink) -> HttpResponse:
    visit = visit_of(request, link.area)
    say_not_mine(link)
    response = render(request, "participants/entering/not_mine_said.html", said_of(link))
    if visit and visit.link_id == link.pk:
        leave(response, None, link.area)
    return response


of_delegate = by_key(Area.DELEGATE, _not_mine)
of_focal_point = by_key(Area.FOCAL_POINT, _not_mine)
of_host = by_key(Area.HOST, _not_mine)
