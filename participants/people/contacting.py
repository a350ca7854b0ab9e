"""The verb that writes how a delegate is reached, at the event and from then on."""

from collections.abc import Mapping

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.links.ending import end_links_of_mailbox
from participants.models import Delegate, DelegateContact, LinkSession, PersonContact
from participants.nominations.changing import locked_delegate
from participants.touching import touch_beside
from participants.vocabulary import LinkEnd, Whose

Contact = Mapping[str, str]
"""The name, for an assistant; e-mail and telephone."""


def write_contacts(
    row: Delegate,
    *,
    own: Contact,
    assistant: Contact,
    by: User | None,
    grounds: Grounds = NO_GROUNDS,
    but: LinkSession | None = None,
) -> Delegate:
    """An empty contact is removed. The own one begins the person's contact at their next event. Raises ValidationError.

    Personal links that went to an address which is gone end.
    """
    with locked_delegate(row, by=by, grounds=grounds) as current:
        before = _mailboxes(current)
        _write(current, Whose.OWN, own)
        _write(current, Whose.ASSISTANT, assistant)
        touch_beside([current.pk])
        keep_last_contact(current)
        for email in before - _mailboxes(current):
            end_links_of_mailbox(current, email, LinkEnd.ADDRESS, but=but)
        return current


def _mailboxes(row: Delegate) -> set[str]:
    """The delegate's mailboxes in small letters: other capitals make no other mailbox."""
    return {email.lower() for email in row.contacts.values_list("email", flat=True) if email}


def give_address(row: Delegate, email: str, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> None:
    """Notes the delegate's own address, unless one is known: theirs is for them to change. Raises ValidationError."""
    with locked_delegate(row, by=by, grounds=grounds) as current:
        own = current.contacts.filter(whose=Whose.OWN).first() or DelegateContact(delegate=current, whose=Whose.OWN)
        if email and not own.email:
            own.email = email
            own.full_clean()
            own.save()
            keep_last_contact(current)


def keep_last_contact(row: Delegate) -> None:
    """Notes the delegate's own contact with the person's card, if there is one, as the last that is known."""
    own = row.contacts.filter(whose=Whose.OWN).first()
    if row.person and own:
        last = PersonContact.objects.filter(person=row.person).first() or PersonContact(person=row.person)
        last.email, last.telephone = own.email, own.telephone
        last.full_clean()
        last.save()


def _write(row: Delegate, whose: Whose, words: Contact) -> None:
    there = row.contacts.filter(whose=whose).first()
    if not any(words.values()):
        if there:
            there.delete()
        return
    contact = there or DelegateContact(delegate=row, whose=whose)
    for name, value in words.items():
        setattr(contact, name, value)
    contact.full_clean()
    contact.save()
