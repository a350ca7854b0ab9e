"""What somebody needs at an event: diet, access, and who is called in an emergency. It may tell of health or religion."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from participants.labels import DIETS
from participants.models.delegates import Delegate
from participants.models.journey.querysets import OfDelegateQuerySet
from tours.labels import choices
from tours.models.fields import SENTENCES, no_longer_than


class DelegateNeeds(models.Model):
    """One row a delegate. A row says that they answered; without one, nobody has asked or told yet."""

    delegate = models.OneToOneField(
        Delegate, on_delete=models.CASCADE, related_name="needs", verbose_name=_("delegate")
    )
    diet = models.CharField(_("diet"), max_length=20, choices=choices(DIETS), blank=True)
    diet_note = models.CharField(
        _("more about food"), max_length=200, blank=True, help_text=_("Such as an allergy to nuts.")
    )
    access = models.TextField(
        _("access"),
        blank=True,
        validators=no_longer_than(SENTENCES),
        help_text=_("Such as a wheelchair, steps that are hard, or a place near the speaker."),
    )
    emergency_name = models.CharField(_("call in an emergency"), max_length=200, blank=True)
    emergency_telephone = models.CharField(_("telephone in an emergency"), max_length=40, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = OfDelegateQuerySet["DelegateNeeds"].as_manager()

    class Meta:
        verbose_name = _("needs of a delegate")
        verbose_name_plural = _("needs of delegates")

    def __str__(self) -> str:
        return str(self.delegate)
