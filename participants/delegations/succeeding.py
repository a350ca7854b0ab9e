"""The verb by which somebody else becomes the focal point of a city or organisation."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds, acting_because
from participants.links.ending import end_links
from participants.models import Delegation, FocalPoint
from participants.vocabulary import LinkEnd

KEPT = ("programme", "city", "organisation", "language", "main")


@transaction.atomic
def succeed(point: FocalPoint, name: str, email: str, *, by: User, grounds: Grounds = NO_GROUNDS) -> FocalPoint:
    """Ends the focal point with their links, and makes the new one, who gets all delegations of events that are not over.

    Raises ValidationError for one who has ended already.
    """
    with acting_because(by, grounds):
        old = FocalPoint.objects.select_for_update().get(pk=point.pk)
        if old.ended:
            words = _("%(name)s has ended already, on %(day)s.")
            raise ValidationError(words % {"name": old, "day": old.ended}, code="ended")
        today = timezone.localdate()
        old.ended = max(today, old.since)
        _save(old)
        end_links(old, LinkEnd.REPLACED)
        new = FocalPoint(name=name, email=email, since=today, **{field: getattr(old, field) for field in KEPT})
        _save(new)
        for row in Delegation.objects.filter(focal_point=old, participation__event__ends__gte=today):
            row.focal_point = new
            row.save(update_fields=["focal_point"])
        return new


def _save(point: FocalPoint) -> None:
    point.full_clean()
    point.save()
