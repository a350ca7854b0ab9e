"""The texts of the site's own pages until the office writes them. They are true of the software everywhere."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from announcements.models import Page

TITLES = {"accessibility": _("Accessibility"), "privacy": _("Privacy")}


def default_page(slug: str) -> Page:
    """A page that is not saved. Its body is rendered from the Markdown template of that name."""
    facts = {"office": settings.OFFICE_EMAIL, "mail_days": settings.MAIL_DAYS}
    body = render_to_string(f"announcements/{slug}.md", facts)
    return Page(slug=slug, title=str(TITLES[slug]), body=body)
