"""Blanks the rows of delegates: all at once, or what they said of themselves alone. The event must be locked."""

from django.db.models import Q, QuerySet

from backstage.audit.forgetting import entries_about, entries_of, forget_facts
from backstage.text.spellings import REMOVED
from participants.models import ChangeRequest, Delegate, DelegateContact, SeenEdition, SupportingFile
from participants.privacy.files import delete_files
from participants.touching import touch_beside
from participants.vocabulary import NewsBy
from tours.models import Appearance

SAID = {"reason": "", "gender": "", "level": "", "language": ""}
"""What people say of themselves, and why they should come."""
CONSENTS = {"shares_contact": False, "shares_photograph": False, "news_by": NewsBy.CALENDAR}
"""And how they are told of changes. They are kept as long as the name: photographs are shown by them."""


POSITIONS = ("title", "position")
"""What a nomination and an appearance say of what somebody is."""


def blank_said(rows: QuerySet[Delegate]) -> None:
    """Takes out what was said of the delegates and by them: reasons, private facts, stars, which version they have seen,
    files, and the words of requests.
    """
    keys = list(rows.order_by().values_list("pk", flat=True))
    delete_files(SupportingFile.objects.filter(delegate__in=keys))
    requests = ChangeRequest.objects.filter(delegate__in=keys)
    requests.update(name="", text="", asked_by="", answer="")
    Delegate.starred.through.objects.filter(delegate__in=keys).delete()
    SeenEdition.objects.filter(delegate__in=keys).delete()
    Delegate.objects.filter(pk__in=keys).update(**SAID)


def delete_contacts(rows: QuerySet[Delegate]) -> int:
    keys = list(rows.order_by().values_list("pk", flat=True))
    touch_beside(keys)
    return DelegateContact.objects.filter(delegate__in=keys).delete()[0]


def blank_names(rows: QuerySet[Delegate]) -> None:
    """Takes the name out of the rows, with position, groups and days; and what the people are at these events, unless they
    speak there.
    """
    for row in rows.select_related("person"):
        if row.person:
            _blank_appearance(row)
        row.groups.clear()
    touch_beside(list(rows.order_by().values_list("pk", flat=True)))
    rows.order_by().update(name=REMOVED, position="", present_from=None, present_until=None, **CONSENTS)
    forget_positions(rows)


def forget_positions(rows: QuerySet[Delegate]) -> None:
    """Takes out of the trail what they were at these events, whatever it was before: a position may tell who somebody is."""
    for row in rows.order_by():
        about = entries_about(row.person_id, event=row.event_id) if row.person_id else Q()
        forget_facts(POSITIONS, of=entries_of(row) | about)


def _blank_appearance(row: Delegate) -> None:
    there = Appearance.objects.filter(event=row.event_id, person=row.person_id)
    speaks = Q(person__parts__item__event=row.event_id)
    there.exclude(pk__in=there.filter(speaks).values("pk")).delete()
