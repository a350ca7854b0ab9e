"""Mail to people with an account: plain text, from templates below `templates/mails/accounts/`."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse


def send_letter(name: str, *, to: str, **facts: Any) -> None:
    """The template's first line is the subject. What it is given is not escaped: a template of plain text says so."""
    context = {"site_name": settings.SITE_NAME, "base_url": settings.BASE_URL, **facts}
    subject, _, body = render_to_string(f"mails/accounts/{name}.txt", context).strip().partition("\n")
    EmailMessage(" ".join(subject.split()), body.strip() + "\n", to=[to]).send()


def address_of(view: str, link: str) -> str:
    """Of a page that a letter leads to. The secret stands in the query, which no log of ours has."""
    return settings.BASE_URL + reverse(view, query={"link": link})
