"""Documents for travel, sealed, and how far insurance and entry are. Only who registers people sees them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.labels import ENTRY_STEPS, INSURANCES
from participants.models.delegates import Delegate
from participants.models.journey.querysets import OfDelegateQuerySet
from tours.labels import choices


class TravelDocument(models.Model):
    """The passport or identity card of a delegate. No column can be searched: `participants.travel.documents.sealing` seals and opens them.

    Defer `scan` wherever it is not shown: it has up to seven million bytes.
    """

    delegate = models.OneToOneField(
        Delegate, on_delete=models.CASCADE, related_name="travel_document", verbose_name=_("delegate")
    )
    facts = models.BinaryField(_("what stands in it, sealed"))
    scan = models.BinaryField(_("scan, sealed"), null=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = OfDelegateQuerySet["TravelDocument"].as_manager()

    class Meta:
        verbose_name = _("document for travel")
        verbose_name_plural = _("documents for travel")

    def __str__(self) -> str:
        return str(self.delegate)


class Preparation(models.Model):
    """How far the preparation of a journey is, where no other row shows it. A delegate without a row has prepared nothing yet."""

    delegate = models.OneToOneField(
        Delegate, on_delete=models.CASCADE, related_name="preparation", verbose_name=_("delegate")
    )
    insurance = models.CharField(_("insurance"), max_length=20, choices=choices(INSURANCES), blank=True)
    entry = models.CharField(_("entry"), max_length=20, choices=choices(ENTRY_STEPS), blank=True)
    needs_no_flight = models.BooleanField(_("needs no flight or train"), default=False)
    needs_no_room = models.BooleanField(_("needs no room"), default=False)
    reminded_at = models.DateTimeField(_("reminded of what is missing"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = OfDelegateQuerySet["Preparation"].as_manager()

    class Meta:
        verbose_name = _("preparation of a journey")
        verbose_name_plural = _("preparations of journeys")

    def __str__(self) -> str:
        return str(self.delegate)
