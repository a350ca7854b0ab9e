"""Writes the mails of a notice to its recipients: words for everyone, as text and as HTML."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.translation import get_language

from accounts.letters.urgency import Urgency
from accounts.letters.writing import Letter, letter
from announcements.models import Notice, NoticeRecipient
from announcements.notices.concern.news import NOTHING, News
from announcements.notices.finding import Change
from announcements.notices.letters.invitations import Invited, invited
from announcements.notices.letters.recipients import Recipient, recipients_of
from announcements.notices.letters.wording import Said, calls, said, subject_of
from participants.letters.mails import PLACEHOLDER, Leads, Mail, Mailbox
from participants.letters.reaching import where_replies_go
from participants.models import Delegate
from participants.nominations.seen_by.delegate import knows_of_place
from participants.vocabulary import Whose
from tours.addresses import telephone_address
from tours.agenda.facts import Contact
from tours.agenda.values import Agenda, Event
from tours.wording import full_date


@dataclass(frozen=True)
class Writing:
    """Writes what one notice says. `mails_to` gives a recipient's mails, none where nothing concerns them any more."""

    reply_to: str
    mails_to: Callable[[Recipient], Iterable[Mail]]

    def mails(self, rows: Sequence[NoticeRecipient]) -> list[Mail]:
        """The mails to these recipients, in their order. It takes a fixed number of queries."""
        return [mail for recipient in recipients_of(rows) for mail in self.mails_to(recipient)]


class _Letter(NamedTuple):
    """What all mails of a notice have in common."""

    notice: Notice
    urgency: Urgency
    facts: Mapping[str, Any]
    useless_after: datetime | None = None


def of_change(notice: Notice, change: Change) -> Writing:
    """Mails about the difference of two versions. Each recipient reads what changes for them."""
    told = {reader.about: (reader, news) for reader, news in change.news.items()}
    urgency = Urgency.NOTICE if change.is_near or change.is_called_off else Urgency.LETTER
    useless_after = None if change.is_called_off else change.useless_after
    common = _Letter(notice, urgency, _facts_of(change.agendas[1]), useless_after)
    event = change.agendas[1].event

    def mails_to(recipient: Recipient) -> Iterator[Mail]:
        reader, news = told.get((recipient.kind, recipient.key), (None, NOTHING))
        if reader is None:
            return
        for box in recipient.boxes:
            extra = invited(recipient.news_by, news, partial(change.view_of, reader), box, recipient.name)
            theirs = common._replace(facts={**common.facts, **_to_call(change.contacts_for(reader))})
            yield from _change_mails(theirs, recipient, box, news, event, extra)

    return Writing(where_replies_go(notice.event), mails_to)


def of_message(notice: Notice) -> Writing:
    """Mails with what a colleague wrote, to those who still have a place when it is sent."""
    common = _Letter(notice, Urgency.LETTER, {"event": notice.event.title, "subject": notice.subject})

    def mails_to(recipient: Recipient) -> Iterator[Mail]:
        if not isinstance(recipient.holder, Delegate) or not knows_of_place(recipient.holder):
            return
        for box in recipient.boxes:
            facts = {**common.facts, "words": notice.words.split("\n"), **_greeting(recipient, box)}
            written = letter("notices/message", **facts)
            yield _mail(common, recipient, box, written)

    return Writing(where_replies_go(notice.event), mails_to)


def _facts_of(agenda: Agenda) -> dict[str, Any]:
    event, stamp = agenda.event, agenda.stamp
    return {
        "event": event.title,
        "own_language": event.language,
        "language": get_language(),
        "number": stamp.number if stamp else 0,
        "dated": full_date(stamp.at.date()) if stamp else "",
    }


def _to_call(contacts: Iterable[Contact]) -> dict[str, Any]:
    """The contacts whom this reader may call, for the text and for the HTML."""
    known = [each for each in contacts if each.phone]
    return {
        "calls": calls(known),
        "contacts": [
            {"name": each.name, "phone": each.phone, "address": telephone_address(each.phone)} for each in known
        ],
    }


def _change_mails(
    common: _Letter, recipient: Recipient, box: Mailbox, news: News, event: Event, extra: Invited
) -> Iterator[Mail]:
    """The words; and what else comes for the calendar, each in a mail of its own, as Outlook reads but one."""
    words = _words(common, recipient, box, news, event, extra.sentence)
    if len(extra.items) == 1:
        yield replace(words, calendar=extra.items[0][1])
        return
    yield words
    for entry, calendar in extra.items:
        alone = _words(common, recipient, box, News((entry,)), event)
        yield replace(alone, stem=f"{_stem(common, recipient)}_item {entry.change.uid}", calendar=calendar)


def _words(common: _Letter, recipient: Recipient, box: Mailbox, news: News, event: Event, follows: str = "") -> Mail:
    entries, words = said(news, event), common.notice.words
    facts = {
        **common.facts,
        **_greeting(recipient, box),
        "subject": subject_of(news, event),
        "follows": follows,
    }
    written = letter("notices/change", **facts, entries=list(_flat(entries)), words=words.split("\n") if words else [])
    html = render_to_string("mails/notices/change.html", {**facts, "said": entries, "words": words})
    return _mail(common, recipient, box, written, html)


def _greeting(recipient: Recipient, box: Mailbox) -> dict[str, str]:
    name = recipient.name
    is_assistant = box.whose == Whose.ASSISTANT
    return {
        "name": name,
        "assistant_of": name if is_assistant else "",
        "link": str(PLACEHOLDER) if recipient.holder else "",
    }


def _mail(common: _Letter, recipient: Recipient, box: Mailbox, written: Letter, html: str = "") -> Mail:
    leads = Leads(recipient.holder, box.whose) if recipient.holder else None
    stem = _stem(common, recipient)
    return Mail(
        key=stem,
        to=box.email,
        name=recipient.name,
        subject=written.subject,
        body=written.body,
        stem=stem,
        leads=leads,
        useless_after=common.useless_after,
        urgency=common.urgency,
        html=html,
    )


def _stem(common: _Letter, recipient: Recipient) -> str:
    """Names whom it is about, as the keys of all letters of the event do."""
    return f"event {common.notice.event_id} {recipient.kind} {recipient.key} notice"


def _flat(entries: Iterable[Said]) -> Iterator[str]:
    """Lines of text, with an empty one between two entries."""
    for number, entry in enumerate(entries):
        if number:
            yield ""
        yield f"{entry.what}: {entry.title}"
        yield from (f"- {line}" for line in entry.lines)
