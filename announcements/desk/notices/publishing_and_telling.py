"""Publishes by the page of the desk that does, and sends what it changes without waiting."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.visitors import signed_in
from announcements.desk.notices.finding import telling_at
from announcements.notices.deciding import tell_now
from tours.desk.publishing.publish_page import publish


@require_POST
def desk_publish_and_tell(request: HttpRequest, uid: object) -> HttpResponse:
    """Publishes and tells at once. If publishing is refused, the page says why. If nobody is to be told, the user
    comes to the same page as after publishing.
    """
    event = telling_at(request, uid)
    if not event.changes_facts:
        raise PermissionDenied
    answer = publish(request, uid)
    if answer.status_code != 302:
        return answer
    try:
        notice = tell_now(event, by=signed_in(request))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return answer
    return redirect("announcements:desk_notice", event.uid, notice.pk) if notice else answer
