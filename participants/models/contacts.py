"""How people are reached. These rows are private: only who registers people sees them."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressField
from accounts.models import User
from participants.labels import WHOSE
from participants.models.delegates import Delegate
from participants.vocabulary import Whose
from tours.labels import choices
from tours.models import Person
from tours.models.rights import PartOfEventQuerySet
from tours.role_powers import Power


class DelegateContactQuerySet(PartOfEventQuerySet["DelegateContact"]):
    event_path = "delegate__event__"
    edited_with = (Power.PEOPLE,)

    def visible_to(self, user: User | AnonymousUser) -> "DelegateContactQuerySet":
        return self.filter(pk__in=self.editable_by(user).values("pk"))


class DelegateContact(models.Model):
    """A contact of a delegate at one event: their own, or their assistant's. Several people may share one mailbox."""

    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("delegate")
    )
    whose = models.CharField(_("whose"), max_length=20, choices=choices(WHOSE), default=Whose.OWN)
    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("Of the assistant."))
    email = AddressField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)

    objects = DelegateContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact of a delegate")
        verbose_name_plural = _("contacts of delegates")
        ordering = ["delegate", "-whose"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegate", "whose"],
                name="delegate_contact_once_each",
                violation_error_message=_("This delegate already has such a contact."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.delegate}: {self.get_whose_display()}"


class PersonContactQuerySet(models.QuerySet["PersonContact"]):
    def visible_to(self, user: User | AnonymousUser) -> "PersonContactQuerySet":
        """Contacts of those who are delegates at events where the user registers people."""
        delegates = Delegate.objects.editable_by(user).order_by().values("person")
        return self.filter(person__in=delegates)

    def editable_by(self, user: User | AnonymousUser) -> "PersonContactQuerySet":
        return self.visible_to(user)


class PersonContact(models.Model):
    """The last contact that is known of a person. It begins the next event's."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="last_contact", verbose_name=_("person")
    )
    email = AddressField(_("e-mail"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PersonContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("last known contact")
        verbose_name_plural = _("last known contacts")

    def __str__(self) -> str:
        return str(self.person)
