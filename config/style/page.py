"""The style page: every component of the site with its states, for those who work on it."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from config.style.examples import examples
from tours.serving.public_pages import public_page


@public_page
def style(request: HttpRequest) -> HttpResponse:
    """The style page. Answers 404 in production."""
    if settings.PRODUCTION:
        raise Http404(_("There is no such page."))
    return render(request, "style.html", examples())
