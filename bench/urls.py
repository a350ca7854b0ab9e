"""The addresses of the site, and a plain view to compare its other views with."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from config.urls import urlpatterns as site
from tours.models import PublishedEvent


@login_not_required
def plain(_request: HttpRequest, slug: str) -> HttpResponse:
    """Costs one indexed query and gives a short answer, which is the least that any page needs."""
    return HttpResponse(get_object_or_404(PublishedEvent, slug=slug).title)


urlpatterns = [path("plain/<slug:slug>/", plain), *site]
