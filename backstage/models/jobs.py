"""Background work: jobs as people see them, and the leases by which workers share tasks and periodic work."""

from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models.users import User
from backstage.leases import Leased


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User | AnonymousUser) -> "JobQuerySet":
        """The jobs that the user asked for, or all jobs for an operator."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        return self.all() if user.is_operator else self.filter(asked_by=user)

    def unfinished(self) -> "JobQuerySet":
        return self.filter(finished_at=None)

    def failed(self) -> "JobQuerySet":
        return self.filter(finished_at__isnull=False).exclude(failure="")

    def newest_first(self) -> "JobQuerySet":
        return self.order_by("-created_at", "pk")


class Job(models.Model):
    """Background work that a person asked for. `backstage.jobs.jobs` starts it and reports its progress here.

    This row holds its state and progress, whichever backend and machine carry it out.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="jobs",
        verbose_name=_("requested by"),
    )
    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=list, blank=True)
    result = models.CharField(max_length=64, blank=True, db_index=True)
    """The identifier of its task in the tasks backend."""
    attempt = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("total"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    failure = models.TextField(_("why it failed"), blank=True)
    error = models.CharField(_("error"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("requested"), auto_now_add=True)
    started_at = models.DateTimeField(_("begun"), null=True, blank=True)
    finished_at = models.DateTimeField(_("ended"), null=True, blank=True)

    reported_at: float | None = None
    """When this process last wrote the progress, by `time.monotonic`. It is not stored."""

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-created_at", "pk"]
        indexes = [
            models.Index(fields=["-created_at", "id"], name="job_newest_first"),
            models.Index(fields=["asked_by", "-created_at"], name="job_of_whoever_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="job_has_title", violation_error_message=_("A job needs a title.")
            ),
            models.CheckConstraint(
                condition=Q(failure="") | Q(finished_at__isnull=False),
                name="job_that_failed_has_ended",
                violation_error_message=_("A job that failed has ended."),
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(done__lte=F("total")),
                name="job_done_within_total",
                violation_error_message=_("No more can be done than there is."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> JobState:
        if self.finished_at:
            return JobState.FAILED if self.failure else JobState.DONE
        return JobState.RUNNING if self.started_at else JobState.WAITING

    @property
    def progress(self) -> str:
        """The progress as `12 of 40`, or an empty string while the total is unknown."""
        if self.total is None:
            return ""
        return _now("%(done)d of %(total)d") % {"done": self.done, "total": self.total}


class Lease(Leased):
    """A worker holds the task with this result. The row is deleted when the task ends."""

    result = models.UUIDField(primary_key=True)

    def __str__(self) -> str:
        return str(self.result)


class PeriodicRun(Leased):
    """When a piece of periodic work is due next, by the clock of the database, and which worker runs it now."""

    name = models.CharField(max_length=60, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
