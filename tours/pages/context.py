"""The facts about the site that every template may use, and pages that are drawn with nothing else of a request."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string


def site(_request: HttpRequest) -> dict[str, str]:
    return site_facts()


def site_facts() -> dict[str, str]:
    """The facts for templates that are rendered without a request, so that they cannot show who asks."""
    return {"site_name": settings.SITE_NAME, "base_url": settings.BASE_URL}


def page_of_event(template: str, **context: Any) -> bytes:
    """Renders without the request, so that a page kept for everyone cannot show who asked first."""
    return render_to_string(template, {**site_facts(), **context}).encode()
