"""Links that show the draft of an event to somebody without an account, and what these say of it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tours.labels import LEVELS
from tours.models.events import Event
from tours.models.fields import PARAGRAPHS, no_longer_than, validate_visible
from tours.models.rights import PartOfAgendaQuerySet
from tours.vocabulary import Level

DRAFT_LEVELS = [(level.value, LEVELS[level]) for level in (Level.DELEGATES, Level.PUBLIC)]


class DraftLinkQuerySet(PartOfAgendaQuerySet["DraftLink"]):
    def live(self, now: datetime) -> "DraftLinkQuerySet":
        """Links that work: they are neither revoked nor expired."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)


class DraftLink(models.Model):
    """A link, made by `tours.rights.draft_links`. It keeps only a digest of the secret, so this table opens nothing."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="draft_links", verbose_name=_("event"))
    label = models.CharField(
        _("for whom"),
        max_length=100,
        validators=[validate_visible],
        help_text=_("Such as: the host's protocol office."),
    )
    level = models.CharField(
        _("shows the draft as"),
        max_length=10,
        choices=DRAFT_LEVELS,
        default=Level.DELEGATES,
        help_text=_("Delegates see more than the public. What is for staff is never shown."),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", editable=False, verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft link")
        verbose_name_plural = _("draft links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(label=""),
                name="draft_link_has_label",
                violation_error_message=_("Say for whom the link is."),
            )
        ]

    def __str__(self) -> str:
        return self.label


class DraftCommentQuerySet(PartOfAgendaQuerySet["DraftComment"]):
    event_path = "link__event__"

    def new(self) -> "DraftCommentQuerySet":
        """Comments that nobody at the desk has marked as done."""
        return self.filter(done_at__isnull=True)


class DraftComment(models.Model):
    """What somebody wrote who came by a draft link. It is new until somebody at the desk marks it as done."""

    link = models.ForeignKey(DraftLink, on_delete=models.CASCADE, related_name="comments", verbose_name=_("draft link"))
    text = models.TextField(_("comment"), validators=[validate_visible, *no_longer_than(PARAGRAPHS)])
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)

    objects = DraftCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a draft")
        verbose_name_plural = _("comments on drafts")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
