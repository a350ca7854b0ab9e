"""Keeps what somebody typed in a form of the desk whose session ended meanwhile, on the page that tells them so.

Nothing is stored and nothing is done: the page carries what was sent. They sign in in another tab, however they do, and press
a button here that sends it once more to the address that it was for. There it is refused or taken as any form is.
"""

import re
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.second_factors import owes_second_factor
from accounts.stale_forms.tags import NAME
from accounts.visitors import asks_for_part, signed_in

DESK = "desk/"
OUT, OWES, READY = "out", "owes", "ready"
"""How it stands with whoever sent the form: signed out; in need of a second factor; ready to send it once more."""
MOST_VALUES, MOST_CHARACTERS = 2_000, 500_000
"""What one page keeps at most: it says everything twice, to be read and to be sent."""
_FILE = "file-to-choose-"
"""Begins the name by which one page tells the next of a file, as no browser sends a file a second time by itself."""
_UNKEPT = re.compile(r"csrfmiddlewaretoken|code|.*(password|credential).*", re.IGNORECASE)
_ROW = re.compile(r"(?P<rows>.+)-(?P<index>[0-9]{1,5})-(?P<field>[A-Za-z].*)")
_DIGEST = re.compile(r"[0-9a-f]{16,}")
_KEY = re.compile(r"-[0-9a-f]{8,}\b")


class Sent(NamedTuple):
    """A field as it was sent, or a place for files with their names."""

    name: str
    values: list[str]

    @property
    def label(self) -> str:
        """The nearest to its label that is known here: its name, in words."""
        if row := _ROW.fullmatch(self.name):
            facts = {"rows": _words(row["rows"]), "number": int(row["index"]) + 1, "field": _words(row["field"])}
            return _("%(rows)s %(number)d: %(field)s") % facts
        return _words(self.name)

    @property
    def typed(self) -> list[str]:
        return [value for value in self.values if value.strip()]

    @property
    def is_of_page(self) -> bool:
        """Whether the page that was shown sends it, about itself: tags, digests, how many rows there are."""
        is_digest = bool(self.values) and all(_DIGEST.fullmatch(value) for value in self.values)
        return is_digest or self.name == NAME or self.name.endswith("_FORMS")


def kept(request: HttpRequest) -> HttpResponse | None:
    """The page that keeps what was sent; None where the request is no form of the desk that this site showed."""
    route = request.resolver_match.route if request.resolver_match else ""
    if request.method != "POST" or not route.startswith(DESK) or asks_for_part(request) or not is_from_here(request):
        return None
    page = _page(request, _fields(request), _files(request))
    add_never_cache_headers(page)
    return page


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent it. What says nothing is of a program, or very old."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    own = f"{request.scheme}://{request.get_host()}"
    return bool(site or origin) and site in {None, "same-origin"} and origin in {None, own}


def _page(request: HttpRequest, fields: list[Sent], files: list[Sent]) -> HttpResponse:
    state = _state(request)
    context = {
        "state": state,
        "address": request.get_full_path(),
        "fields": fields,
        "files": files,
        "file_prefix": _FILE,
        "empty": ", ".join(field.label for field in fields if not field.typed),
        "sign_in": reverse("account_login", query={"next": reverse("account_signed_in")}),
    }
    if _is_too_large([*fields, *files]):
        return render(request, "accounts/form_too_large.html", context, status=413)
    return render(request, "accounts/kept_form.html", context, status=401 if state == OUT else 403)


def _state(request: HttpRequest) -> str:
    if not request.user.is_authenticated:
        return OUT
    return OWES if owes_second_factor(signed_in(request)) else READY


def _fields(request: HttpRequest) -> list[Sent]:
    sent = ((name, [str(value) for value in values]) for name, values in request.POST.lists())
    return [Sent(*field) for field in sent if not _stays_unkept(field[0])]


def _files(request: HttpRequest) -> list[Sent]:
    """The places for files: those that came with files, and those that the page before tells of."""
    came = {name: [str(file.name) for file in files] for name, files in request.FILES.lists()}
    told = {
        name.removeprefix(_FILE): [str(value) for value in values]
        for name, values in request.POST.lists()
        if name.startswith(_FILE)
    }
    return [Sent(*field) for field in {**told, **came}.items()]


def _stays_unkept(name: str) -> bool:
    return name.startswith(_FILE) or bool(_UNKEPT.fullmatch(name))


def _is_too_large(sent: list[Sent]) -> bool:
    values = [(field.name, value) for field in sent for value in field.values]
    return len(values) > MOST_VALUES or sum(len(name) + len(value) for name, value in values) > MOST_CHARACTERS


def _words(name: str) -> str:
    return capfirst(_KEY.sub("", name).replace("_", " ").replace("-", " ").strip())
