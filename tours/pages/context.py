"""The facts about the site that every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, str]:
    return site_facts()


def site_facts() -> dict[str, str]:
    """The facts for templates that are rendered without a request, so that they cannot show who asks."""
    return {"site_name": settings.SITE_NAME, "base_url": settings.BASE_URL}
