"""What lets a delegate's pages be installed and read without a line: the worker and the manifest. Neither tells of anybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.reading import open_to_readers

NAVY, WHITE = "#0d2c4b", "#ffffff"
ICONS = {"192x192": "icons/tour-192.png", "512x512": "icons/tour-512.png"}


@open_to_readers
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Browsers ask for it at each visit, and replace theirs when a byte differs."""
    facts = {
        "base": reverse("participants:delegate_home"),
        "static": settings.STATIC_URL,
        "language": get_language(),
        "style": static("css/sojourn.css"),
        "back": _("Your pages"),
        "no_line": _("You are offline"),
        "not_kept": _("This page is not kept on this device. Go back, or try again when you are online."),
        "not_sent": _("Nothing was sent. Go back: what you typed is still there. Send it again when you are online."),
    }
    page = "participants/delegate/worker.js"
    answer = render(request, page, facts, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@open_to_readers
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest (W3C), by which a phone installs the delegate's pages."""
    home = reverse("participants:delegate_home")
    facts = {
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME[:12].strip(),
        "lang": get_language(),
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": WHITE,
        "theme_color": NAVY,
        "icons": [
            {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for sizes, path in ICONS.items()
            for purpose in ("any", "maskable")
        ],
    }
    answer = JsonResponse(facts, content_type="application/manifest+json")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
