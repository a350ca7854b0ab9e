"""The pages of the desk where users issue API tokens, see where they are used, and revoke them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.visitors import signed_in
from tours.desk.access.token_form import TokenForm
from tours.models import ApiToken
from tours.rights.tokens import issue, revoke


@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """The user's own tokens; an operator sees everyone's."""
    user = signed_in(request)
    rows = ApiToken.objects.visible_to(user).select_related("user", "event", "programme")
    return render(request, "tours/access/token_list.html", {"tokens": rows, "now": timezone.now()})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_token(request: HttpRequest) -> HttpResponse:
    """Issues a token and shows its text in the answer to the form.

    No session, message or address ever holds the text.
    """
    user = signed_in(request)
    form = TokenForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        token, text = issue(by=user, **form.facts())
        return render(request, "tours/access/token_issued.html", {"token": token, "text": text})
    return render(request, "tours/access/token_form.html", {"form": form})


@require_POST
def revoke_token(request: HttpRequest, key: int) -> HttpResponse:
    user = signed_in(request)
    token = get_object_or_404(ApiToken.objects.visible_to(user), pk=key)
    revoke(token, by=user)
    messages.success(request, _("“%(name)s” has been revoked and no longer works.") % {"name": token.name})
    return redirect("tours:tokens")
