"""The page that finds people's cards while a name is typed. Without a script its button finds them."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.visitors import signed_in
from participants.cards.searching import LONGEST_TYPED, cards_like
from tours.models.rights import allowed_anywhere
from tours.role_powers import Power


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """The list of cards. With `part` in the query it is the list without its page, for a script that puts it there."""
    user = finding_cards(request)
    typed = request.GET.get("q", "")[:LONGEST_TYPED].replace("\0", "")
    context = {"typed": typed, "cards": cards_like(typed, user=user)}
    template = "participants/_cards_found.html" if "part" in request.GET else "participants/cards.html"
    return render(request, template, context)


def finding_cards(request: HttpRequest) -> User:
    """The user, who registers people somewhere. Raises PermissionDenied for others."""
    user = signed_in(request)
    if not allowed_anywhere(user, Power.PEOPLE):
        raise PermissionDenied
    return user
