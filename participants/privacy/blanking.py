"""Blanks the rows of delegates: all at once, or what they said of themselves alone. The event must be locked."""

from django.db.models import Q, QuerySet

from backstage.text.spellings import REMOVED
from participants.models import ChangeRequest, Delegate, DelegateContact, SupportingFile
from participants.privacy.files import delete_files
from participants.touching import touch_beside
from participants.vocabulary import NewsBy
from tours.models import Appearance

SAID = {"reason": "", "gender": "", "level": "", "language": ""}
"""What people say of themselves, and why they should come."""
CONSENTS = {"shares_contact": False, "shares_photograph": False, "news_by": NewsBy.CALENDAR}
"""And how they are told of changes. They are kept as long as the name: photographs are shown by them."""


def blank_said(rows: QuerySet[Delegate]) -> None:
    """Takes out what was said of the delegates and by them: reasons, private facts, stars, files, and the words of requests."""
    keys = list(rows.order_by().values_list("pk", flat=True))
    delete_files(SupportingFile.objects.filter(delegate__in=keys))
    requests = ChangeRequest.objects.filter(delegate__in=keys)
    requests.update(name="", text="", asked_by="", answer="")
    Delegate.starred.through.objects.filter(delegate__in=keys).delete()
    Delegate.objects.filter(pk__in=keys).update(**SAID)


def delete_contacts(rows: QuerySet[Delegate]) -> int:
    keys = list(rows.order_by().values_list("pk", flat=True))
    touch_beside(keys)
    return DelegateContact.objects.filter(delegate__in=keys).delete()[0]


def blank_names(rows: QuerySet[Delegate]) -> None:
    """Takes the name out of the rows, with groups and days; and what the people are at these events, unless they speak there."""
    for row in rows.select_related("person"):
        if row.person:
            _blank_appearance(row)
        row.groups.clear()
    touch_beside(list(rows.order_by().values_list("pk", flat=True)))
    rows.order_by().update(name=REMOVED, present_from=None, present_until=None, **CONSENTS)


def _blank_appearance(row: Delegate) -> None:
    there = Appearance.objects.filter(event=row.event_id, person=row.person_id)
    speaks = Q(person__parts__item__event=row.event_id)
    there.exclude(pk__in=there.filter(speaks).values("pk")).delete()
