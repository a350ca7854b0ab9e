"""Writes the mails of a notice to its recipients: words for everyone, as text and as HTML."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.translation import get_language

from accounts.letters.urgency import Urgency
from accounts.letters.writing import letter
from announcements.models import Notice, NoticeRecipient
from announcements.notices.concerned import News
from announcements.notices.finding import Change
from announcements.notices.recipients import Recipient, recipients_of
from announcements.notices.wording import Said, calls, said, subject_of
from participants.letters.mails import PLACEHOLDER, Leads, Mail, Mailbox
from participants.letters.reaching import where_replies_go
from participants.vocabulary import Whose
from tours.addresses import telephone_address
from tours.agenda.values import Agenda, Event
from tours.wording import full_date


@dataclass(frozen=True)
class Writing:
    """Writes what one notice says. `mails_to` gives a recipient's mails, none where nothing concerns them any more."""

    reply_to: str
    mails_to: Callable[[Recipient], Iterable[Mail]]

    def mails(self, rows: Sequence[NoticeRecipient]) -> list[Mail]:
        """Of these recipients, in their order. A fixed number of queries."""
        return [mail for recipient in recipients_of(rows) for mail in self.mails_to(recipient)]


class _Letter(NamedTuple):
    """What all mails of a notice have in common."""

    notice: Notice
    urgency: Urgency
    facts: Mapping[str, Any]


def of_change(notice: Notice, change: Change) -> Writing:
    """Of the difference of two versions: to each what it is for them."""
    now = change.agendas[1]
    news = {reader.about: each for reader, each in change.news.items()}
    urgency = Urgency.NOTICE if change.is_near or change.is_called_off else Urgency.LETTER
    common = _Letter(notice, urgency, _facts_of(now))

    def mails_to(recipient: Recipient) -> Iterator[Mail]:
        theirs = news.get((recipient.kind, recipient.key))
        if theirs is not None:
            yield from (_change_mail(common, recipient, box, theirs, now.event, change) for box in recipient.boxes)

    return Writing(where_replies_go(notice.event), mails_to)


def of_message(notice: Notice) -> Writing:
    """Of what a colleague wrote."""
    common = _Letter(notice, Urgency.LETTER, {"event": notice.event.title, "subject": notice.subject})

    def mails_to(recipient: Recipient) -> Iterator[Mail]:
        for box in recipient.boxes:
            facts = {**common.facts, "words": notice.words.split("\n"), **_greeting(recipient, box)}
            written = letter("notices/message", **facts)
            yield _mail(common, recipient, box, subject=written.subject, body=written.body)

    return Writing(where_replies_go(notice.event), mails_to)


def _facts_of(agenda: Agenda) -> dict[str, Any]:
    event, stamp = agenda.event, agenda.stamp
    return {
        "event": event.title,
        "own_language": event.language,
        "language": get_language(),
        "number": stamp.number if stamp else 0,
        "dated": full_date(stamp.at.date()) if stamp else "",
        "calls": calls(event.contacts),
        "contacts": [
            {"name": each.name, "phone": each.phone, "address": telephone_address(each.phone)}
            for each in event.contacts
            if each.phone
        ],
    }


def _change_mail(common: _Letter, recipient: Recipient, box: Mailbox, news: News, event: Event, change: Change) -> Mail:
    entries = said(news)
    facts = {
        **common.facts,
        **_greeting(recipient, box),
        "subject": subject_of(news, event),
        "follows": recipient.follows,
    }
    words = common.notice.words
    written = letter("notices/change", **facts, entries=list(_flat(entries)), words=words.split("\n") if words else [])
    html = render_to_string("mails/notices/change.html", {**facts, "said": entries, "words": words})
    useless_after = None if change.is_called_off else change.useless_after
    return _mail(
        common,
        recipient,
        box,
        subject=written.subject,
        body=written.body,
        html=html,
        useless_after=useless_after,
    )


def _greeting(recipient: Recipient, box: Mailbox) -> dict[str, str]:
    name = recipient.name
    is_assistant = box.whose == Whose.ASSISTANT
    return {
        "name": name,
        "assistant_of": name if is_assistant else "",
        "link": str(PLACEHOLDER) if recipient.holder else "",
    }


def _mail(common: _Letter, recipient: Recipient, box: Mailbox, **facts: Any) -> Mail:
    leads = Leads(recipient.holder, box.whose) if recipient.holder else None
    stem = f"event {common.notice.event_id} {recipient.kind} {recipient.key} notice"
    return Mail(key=stem, to=box.email, name=recipient.name, stem=stem, leads=leads, urgency=common.urgency, **facts)


def _flat(entries: Iterable[Said]) -> Iterator[str]:
    """Lines of text, with an empty one between two entries."""
    for number, entry in enumerate(entries):
        if number:
            yield ""
        yield f"{entry.what}: {entry.title}"
        yield from (f"- {line}" for line in entry.lines)
