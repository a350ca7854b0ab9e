"""The desk's page of jobs: what runs in the background, its progress, and what failed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.visitors import signed_in
from backstage.jobs.jobs import take_up_again
from backstage.lists import page_of
from backstage.models import Job

JOBS_A_PAGE = 20


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """The jobs that the user asked for, or all jobs for an operator. `?page=2` is the second page."""
    user = signed_in(request)
    found = Job.objects.visible_to(user).newest_first().select_related("asked_by").defer("arguments")
    page = page_of(found, request.GET.get("page"), JOBS_A_PAGE)
    context = {"page": page, "is_operator": user.is_operator, "goes_on": any(not job.finished_at for job in page)}
    return render(request, "backstage/job_list.html", context)


@require_POST
def take_up(request: HttpRequest, key: UUID) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(signed_in(request)), pk=key)
    try:
        take_up_again(job)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("“%(job)s” has been started again.") % {"job": job})
    return redirect("backstage:jobs")
