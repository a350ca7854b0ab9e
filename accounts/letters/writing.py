"""Letters to people with an account: plain-text mails from the templates in `templates/mails/`."""

from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse


class Letter(NamedTuple):
    subject: str
    body: str


def letter(template: str, **facts: Any) -> Letter:
    """Writes a letter from a template such as `accounts/reset`, whose first line is the subject.

    Each fact is turned into one line, so that none can end the subject early, and each entry of a list into one of its own.
    """
    lines = {name: _lines(fact) for name, fact in facts.items()}
    context = {
        "site_name": settings.SITE_NAME,
        "base_url": settings.BASE_URL,
        "office": settings.OFFICE_EMAIL,
        **lines,
    }
    subject, _, body = render_to_string(f"mails/{template}.txt", context).strip().partition("\n")
    return Letter(" ".join(subject.split()), body.strip() + "\n")


def _lines(fact: Any) -> str | list[str]:
    return [_line(each) for each in fact] if isinstance(fact, list) else _line(fact)


def _line(fact: Any) -> str:
    return " ".join(str(fact).split())


def send_letter(template: str, *, to: str, **facts: Any) -> None:
    written = letter(template, **facts)
    EmailMessage(written.subject, written.body, to=[to]).send()


def address_of(view: str, link: str) -> str:
    """The address of the page that a letter leads to.

    The secret is in the query string, which our logs never contain.
    """
    return settings.BASE_URL + reverse(view, query={"link": link})
