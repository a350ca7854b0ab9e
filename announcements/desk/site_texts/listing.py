"""The start of the site's texts, and the list of one kind."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from announcements.desk.site_texts.kinds import KINDS, Kind
from backstage.lists import page_of

ROWS_A_PAGE = 50


@require_safe
def desk_site(request: HttpRequest) -> HttpResponse:
    """The kinds that the user may change, for everyone who is signed in: there may be none."""
    user = signed_in(request)
    kinds = {name: kind for name, kind in KINDS.items() if kind.may(user)}
    return render(request, "announcements/desk/site.html", {"kinds": kinds})


@require_safe
def desk_texts(request: HttpRequest, kind: str) -> HttpResponse:
    texts = kind_or_404(request, kind)
    page = page_of(texts.rows(signed_in(request)), request.GET.get("page"), ROWS_A_PAGE)
    context = {"kind": kind, "texts": texts, "page": page, "additions": list(texts.additions())}
    return render(request, "announcements/desk/texts.html", context)


def kind_or_404(request: HttpRequest, name: str) -> Kind:
    """Raises Http404 for a name that is no kind, and PermissionDenied for who may change none of its texts."""
    kind = KINDS.get(name)
    if kind is None:
        raise Http404
    if not kind.may(signed_in(request)):
        raise PermissionDenied
    return kind
