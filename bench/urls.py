"""The site's addresses, and the plain view that serving is measured against."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from config.urls import urlpatterns as site
from tours.models import PublishedEvent


@login_not_required
def plain(_request: HttpRequest, slug: str) -> HttpResponse:
    """One indexed query and a short answer: what no page of the site can do with less."""
    return HttpResponse(get_object_or_404(PublishedEvent, slug=slug).title)


urlpatterns = [path("plain/<slug:slug>/", plain), *site]
