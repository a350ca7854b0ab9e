"""What the site remembers of what was redacted: enough to recognise it again, and nothing that can be read."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from backstage.text.recognising import Trace
from tours.models.events import Event
from tours.models.fields import LARGE, MOST, within_bounds


class Redacted(models.Model):
    """A text or a person that a redaction of the event has removed. Only `tours.editions.redaction_memory.memory` writes here.

    A text has the number of its folded words and their digest. A person has a UID; each of their names is one more row, with
    both. The uid of the row is also that of its entry in the journal.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="redacted", verbose_name=_("event"))
    person = models.UUIDField(_("UID of the person"), null=True, blank=True, db_index=True)
    words = models.PositiveIntegerField(_("number of words"), default=0, validators=LARGE)
    digest = models.CharField(_("digest"), max_length=64, blank=True)
    key = models.CharField(_("name of the digest's key"), max_length=16, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("redacted by")
    )
    at = models.DateTimeField(_("date"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("remembered redaction")
        verbose_name_plural = _("remembered redactions")
        ordering = ["-at", "-pk"]
        constraints = [
            within_bounds("words", name="redacted_words_within_bounds", most=MOST),
            models.UniqueConstraint(
                fields=["event", "digest", "key"], condition=~Q(digest=""), name="redacted_text_once_an_event"
            ),
            models.UniqueConstraint(
                fields=["event", "person"], condition=Q(digest=""), name="redacted_person_once_an_event"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, words=0, digest="", key="")
                | (Q(words__gte=1) & ~Q(digest="") & ~Q(key="")),
                name="redacted_text_or_person",
                violation_error_message=_("It is a person, or a text with its digest."),
            ),
        ]

    def __str__(self) -> str:
        if not self.digest:
            return gettext("a person")
        what = (
            ngettext("a name of %(count)d word", "a name of %(count)d words", self.words)
            if self.person
            else ngettext("a text of %(count)d word", "a text of %(count)d words", self.words)
        )
        return what % {"count": self.words}

    @property
    def trace(self) -> Trace | None:
        return Trace(self.words, self.digest, self.key) if self.digest else None
