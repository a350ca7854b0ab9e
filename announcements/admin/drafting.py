"""Actions of events that draft posts."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.visitors import signed_in
from announcements.drafting import DraftKind
from announcements.models import Post
from announcements.posts.writing import draft_post
from tours.admin.events import EventAdmin
from tours.models import Event
from tours.models.rights import allowed_anywhere
from tours.role_powers import Power

DRAFT_ACTIONS = {
    DraftKind.ATTENDING: gettext_lazy("Draft a post: who will attend"),
    DraftKind.PROGRAMME_PUBLISHED: gettext_lazy("Draft a post: the programme is published"),
    DraftKind.PROGRAMME_CHANGED: gettext_lazy("Draft a post: the programme has changed"),
    DraftKind.WHAT_HAPPENED: gettext_lazy("Draft a post: what happened"),
}


def _draft_action(kind: DraftKind) -> Callable[..., HttpResponse | None]:
    @admin.action(description=DRAFT_ACTIONS[kind], permissions=["draft"])
    def action(modeladmin: "DraftingEventAdmin", request: HttpRequest, events: QuerySet[Event]) -> HttpResponse | None:
        return modeladmin.draft(request, events, kind)

    action.__name__ = f"draft_{kind}"
    return action


admin.site.unregister(Event)


@admin.register(Event)
class DraftingEventAdmin(EventAdmin):
    """The administration of events, with the actions for posts. The lower room tours cannot know them."""

    actions = [*EventAdmin.actions, *map(_draft_action, DraftKind)]

    def has_draft_permission(self, request: HttpRequest) -> bool:
        return allowed_anywhere(signed_in(request), Power.POSTS)

    def draft(self, request: HttpRequest, events: QuerySet[Event], kind: DraftKind) -> HttpResponse | None:
        """Drafts a post of each event. If it is only one, the user is redirected to it."""
        allowed = self.among(request, events, Event.objects.allowing(signed_in(request), Power.POSTS))
        posts = [post for event in allowed if (post := self._drafted(request, event, kind))]
        if len(posts) != 1:
            return None
        return HttpResponseRedirect(reverse("admin:announcements_post_change", args=[posts[0].pk]))

    def _drafted(self, request: HttpRequest, event: Event, kind: DraftKind) -> Post | None:
        try:
            post = draft_post(event, kind=kind)
        except ValidationError as refusal:
            messages.error(request, f"{event}: {' '.join(refusal.messages)}")
            return None
        self.log_change(request, event, _("Drafted the post “%(post)s”.") % {"post": post})
        messages.success(request, _("Drafted “%(post)s”. Read it, correct it and publish it.") % {"post": post})
        return post
