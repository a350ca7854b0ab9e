"""Letters to people with an account: plain-text mails from the templates in `templates/mails/`."""

from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.letters.urgency import Urgency, urgency_headers


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


def send_letter(
    template: str, *, to: str, urgency: Urgency = Urgency.LETTER, useless_after: datetime | None = None, **facts: Any
) -> None:
    send_written(letter(template, **facts), to=to, urgency=urgency, useless_after=useless_after)


def send_written(written: Letter, *, to: str, urgency: Urgency, useless_after: datetime | None = None) -> None:
    headers = urgency_headers(urgency, useless_after=useless_after)
    EmailMessage(written.subject, written.body, to=[to], headers=headers).send()


def address_of(view: str, link: str) -> str:
    """The address of the page that a letter leads to.

    The secret is in the query string, which our logs never contain.
    """
    return settings.BASE_URL + reverse(view, query={"link": link})
