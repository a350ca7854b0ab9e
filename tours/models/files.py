"""Documents and pictures. Each is stored under the digest of its bytes, so an edition can name it for ever."""

from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tours.labels import LEVELS, choices
from tours.models.fields import POSITION_WITHIN_BOUNDS, SMALL
from tours.models.names import LanguageField
from tours.models.rights import SharedQuerySet, at_event, at_programme
from tours.role_powers import Power
from tours.uploads.storing import DOCUMENT_TYPES, PICTURE_TYPES, DigestStorage, stored_path, tidied
from tours.vocabulary import Level


class StoredFile(models.Model):
    """A file with facts about its bytes. `clean` reads them and cleans pictures: call it before saving a new file."""

    digest = models.CharField(max_length=64, editable=False, db_index=True)
    file_name = models.CharField(max_length=120, editable=False)
    media_type = models.CharField(max_length=100, editable=False)
    size = models.PositiveBigIntegerField(editable=False)

    file: models.FileField
    allowed_types: ClassVar[frozenset[str]]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not self.file or getattr(self.file, "_committed", True):  # is it stored? Django's own pre_save asks the same
            return
        name = self.file.name or ""
        facts, clean = tidied(self.file.file, name=name, allowed=self.allowed_types)
        if clean is not None:
            self.file = ContentFile(clean, name=name)
        self.digest, self.file_name, self.media_type, self.size = facts


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User | AnonymousUser) -> "DocumentQuerySet":
        return self.filter(
            at_event(user, Power.READ, path="event__") | at_programme(user, Power.READ, path="programme__")
        )

    def editable_by(self, user: User | AnonymousUser) -> "DocumentQuerySet":
        """Documents of events whose agenda the user may edit, and of programmes whose news or facts they may edit."""
        of_programme = at_programme(user, Power.POSTS, Power.EVENT, path="programme__")
        return self.filter(at_event(user, Power.AGENDA, path="event__") | of_programme)

    def brochures(self) -> "DocumentQuerySet":
        """Public documents of the site's own programme. The documents that events show come from editions."""
        return self.filter(programme__is_own=True, level=Level.PUBLIC)


class Document(StoredFile):
    """A brochure, logistics note or slides of an event or a programme."""

    event = models.ForeignKey(
        "tours.Event",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("event"),
    )
    programme = models.ForeignKey(
        "tours.Programme",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("programme"),
    )
    title = models.CharField(_("title"), max_length=200)
    language = LanguageField(_("language"), default="en")
    level = models.CharField(_("for whom"), max_length=10, choices=choices(LEVELS), default=Level.PUBLIC)
    position = models.PositiveSmallIntegerField(_("position"), default=0, validators=SMALL)
    file = models.FileField(_("file"), upload_to=stored_path, storage=DigestStorage(), max_length=300)

    objects = DocumentQuerySet.as_manager()

    allowed_types = DOCUMENT_TYPES

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["position", "pk"]
        constraints = [
            POSITION_WITHIN_BOUNDS,
            models.CheckConstraint(
                condition=Q(event__isnull=False, programme__isnull=True)
                | Q(event__isnull=True, programme__isnull=False),
                name="document_of_event_or_programme",
                violation_error_message=_("A document belongs to an event or to a programme: choose one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PictureFile(StoredFile):
    """A stored picture with its measures, and a credit for the person who took it."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who took or drew it."))
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    file = models.ImageField(
        _("file"),
        upload_to=stored_path,
        storage=DigestStorage(),
        max_length=300,
        width_field="width",
        height_field="height",
    )
    changed_at = models.DateTimeField(auto_now=True)

    allowed_types = PICTURE_TYPES

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not self.file:  # the field itself has already refused it
            return
        if not self.width or not self.height:
            raise ValidationError({"file": _("This picture cannot be read. Save it again as JPEG, PNG or WebP.")})


class Picture(PictureFile):
    """A photograph or a logo, with a text for people who cannot see it."""

    alternative = models.CharField(
        _("what it shows"), max_length=200, help_text=_("For people who cannot see the picture.")
    )
    caption = models.CharField(
        _("caption"),
        max_length=300,
        blank=True,
        help_text=_("Printed below it: who, where, when, as far as it matters."),
    )
    consent = models.CharField(
        _("consent"),
        max_length=200,
        blank=True,
        help_text=_(
            "How the people who can be recognised agreed, such as: asked on the spot. The office alone sees this."
        ),
    )

    objects = SharedQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(alternative=""),
                name="picture_says_what_it_shows",
                violation_error_message=_("Say in words what the picture shows."),
            )
        ]

    def __str__(self) -> str:
        return self.alternative
