"""Files about who comes: letters that confirm names, and what people wrote. Only who registers people sees them."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.labels import FILE_KINDS
from participants.models.delegates import Delegate
from participants.models.delegations import Delegation
from participants.vocabulary import FileKind
from tours.labels import choices
from tours.models import Event
from tours.models.files import StoredFile
from tours.models.rights import PartOfEventQuerySet
from tours.role_powers import Power
from tours.uploads.storing import DOCUMENT_TYPES, DigestStorage, stored_path


class SupportingFileQuerySet(PartOfEventQuerySet["SupportingFile"]):
    edited_with = (Power.PEOPLE,)

    def visible_to(self, user: User | AnonymousUser) -> "SupportingFileQuerySet":
        return self.filter(pk__in=self.editable_by(user).values("pk"))


class SupportingFile(StoredFile):
    """A file of a delegation or of one of its delegates."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="supporting_files", verbose_name=_("event"))
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="files",
        verbose_name=_("delegation"),
    )
    delegate = models.ForeignKey(
        Delegate, on_delete=models.CASCADE, null=True, blank=True, related_name="files", verbose_name=_("delegate")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=choices(FILE_KINDS), default=FileKind.WISH)
    file = models.FileField(_("file"), upload_to=stored_path, storage=DigestStorage(), max_length=300)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = SupportingFileQuerySet.as_manager()

    allowed_types = DOCUMENT_TYPES

    class Meta:
        verbose_name = _("file about who comes")
        verbose_name_plural = _("files about who comes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.delegate or self.delegation or self.event}"
