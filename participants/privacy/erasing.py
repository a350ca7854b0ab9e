"""The verb that erases a person from the whole site, but for what a duty keeps."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.actor import acting_as
from backstage.audit.forgetting import entries_about, forget_everywhere, forget_facts, forget_text
from backstage.grounds import Grounds
from backstage.text.spellings import REMOVED, blanking
from participants.forgetting_journeys import forget_documents, forget_journeys, forget_needs
from participants.letters.deletion import own_mailboxes, tell_done
from participants.links.ending import erase_links
from participants.models import Delegate, Erasure, PersonContact
from participants.nominations.deciding import withdraw
from participants.privacy import reaching, texts
from participants.privacy.blanking import (
    CONSENTS,
    POSITIONS,
    blank_names,
    blank_said,
    delete_contacts,
    forget_positions,
)
from participants.privacy.duties import Duty, duties_of
from participants.privacy.erasure_journal import note
from participants.privacy.identity import addresses_of, events_of, names_of, slugs_of
from participants.privacy.mails import blank_mails, erase_addresses
from tours.editions.publishing import locked
from tours.editions.redaction.everywhere import erase_texts, events_saying, rename_files
from tours.editions.redaction.portraits import delete_portraits
from tours.editions.redaction.redacting import erase_person
from tours.models import Appearance, Event, Person


@transaction.atomic
def erase(person: Person, *, by: User, reason: str, today: date | None = None) -> list[Duty]:
    """Erases the person, and returns what a duty keeps: those rows keep name, position and city, and nothing else.

    Gone are their names and addresses in editions, rows, posts, mails, the audit trail and every text; contacts, personal links, files,
    requests and what they said of themselves. Whoever still comes is withdrawn, which frees the seat. A name that somebody else here has goes
    from the events of the person alone. The worker ends what is kept when its duty ends: see `forgetting`.

    They are told that it is done. It costs a look into every text of the site. Raises ValidationError.
    """
    today = today or timezone.localdate()
    names, addresses, mailboxes = names_of(person), addresses_of(person), own_mailboxes(person)
    reason = blanking(names.all, by=REMOVED)(reason.strip())
    if not reason:
        raise ValidationError({"reason": [_("Say why the person is erased.")]})
    own, here = names.own | addresses, events_of(person)
    with acting_as(by):
        held = [locked(event) for event in _in_order({*here, *events_saying(own)})]
        events = [event for event in held if event in here]
        _withdraw(person, by=by, reason=reason, today=today)
        duties = duties_of(person, today)
        _erase_rows(person, events, names.all, duties, by=by, reason=reason)
        for event in held:
            erase_texts(event, texts=own, by=by, reason=reason)
        rename_files(own)
    blank_mails(addresses=addresses, names=own)
    erase_addresses(addresses)
    reaching.take_out(events, names.all, own)
    texts.take_out(own)
    _forget(person, events, names.all, own | slugs_of(names.own))
    with acting_as(by):
        row = Erasure(person=Person.objects.get(pk=person.pk), by=by, reason=reason)
        row.finished_at = None if duties else timezone.now()
        note(row, names.own)
    tell_done(mailboxes, once=f"person {person.uid}")
    return duties


def _in_order(events: Collection[Event]) -> list[Event]:
    """Sorts the events as verbs lock them."""
    return sorted(events, key=lambda event: event.pk)


def _withdraw(person: Person, *, by: User, reason: str, today: date) -> None:
    for row in person.delegates.active().filter(event__ends__gte=today).select_related("event").order_by("event", "pk"):
        withdraw(row, by=by, grounds=Grounds(reason=reason))


def _erase_rows(
    person: Person,
    events: Collection[Event],
    names: Collection[str],
    duties: Collection[Duty],
    *,
    by: User,
    reason: str,
) -> None:
    rows = Delegate.objects.filter(person=person)
    kept = {duty.event.pk: _facts_at(duty.event, person) for duty in duties}
    for event in events:
        erase_person(event, person_uid=str(person.uid), names=names, by=by, reason=reason)
    _empty(person)
    for key, facts in kept.items():
        Appearance.objects.filter(event=key, person=person).update(**facts)
    blank_said(rows)
    for forget in (forget_documents, forget_needs, forget_journeys):
        forget(rows)
    rows.update(**CONSENTS)
    delete_contacts(rows)
    erase_links(rows)
    PersonContact.objects.filter(person=person).delete()
    blank_names(rows.exclude(pk__in=[duty.delegate.pk for duty in duties]))
    forget_positions(rows)


def _facts_at(event: Event, person: Person) -> dict[str, Any]:
    names = ("position", "organisation", "city")
    return dict(event.appearances.filter(person=person).values(*names).first() or {})


def _empty(person: Person) -> None:
    """The card itself, which may be at no event."""
    person.names.all().delete()
    person.aliases.update(names="")
    Person.objects.filter(pk=person.pk).update(display_name=REMOVED)
    delete_portraits([person.pk])


def _forget(person: Person, events: Collection[Event], names: Collection[str], own: Collection[str]) -> None:
    """The trail has seen the rows change, so it forgets last."""
    forget_text(names, person=person.pk)
    forget_facts(POSITIONS, of=entries_about(person.pk))
    for event in events:
        forget_text(names, event=event.pk)
    forget_everywhere(own)
