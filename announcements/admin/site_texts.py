"""The texts of the site that belong to no event: testimonials, pages, and former addresses of posts."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from announcements.models import OldAddress, Page, Post, Testimonial
from announcements.pages.default_texts import TITLES
from backstage.text.safe_markdown import as_html
from tours.admin.base import StaffAdmin, moment_of
from tours.models.rights import allowed_at_own_programme
from tours.role_powers import Power


class SiteTextAdmin(StaffAdmin):
    """Pages of rows that belong to no event. Users who may write for the site's own programme may edit them."""

    def may_list(self, user: User) -> bool:
        return allowed_at_own_programme(user, Power.POSTS, Power.EVENT)

    def may_add(self, user: User) -> bool:
        return allowed_at_own_programme(user, Power.POSTS, Power.EVENT)


@admin.register(OldAddress)
class OldAddressAdmin(SiteTextAdmin):
    list_display = ["path", "post"]
    list_select_related = ["post"]
    search_fields = ["path", "post__title"]
    autocomplete_fields = ["post"]

    def offered(self, field: str, user: User) -> QuerySet[Any] | None:
        return Post.objects.editable_by(user) if field == "post" else super().offered(field, user)


class TestimonialForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        help_texts = {"order": gettext_lazy("The lowest number comes first; the first one is shown on the home page.")}


@admin.register(Testimonial)
class TestimonialAdmin(SiteTextAdmin):
    form = TestimonialForm
    list_display = ["__str__", "name", "position", "is_published", "order"]
    list_editable = ["is_published", "order"]
    list_filter = ["is_published", "is_unattributed", "language"]
    search_fields = ["text", "name", "position"]

    def response_add(
        self, request: HttpRequest, obj: Testimonial, post_url_continue: str | None = None
    ) -> HttpResponse:
        _warn_of_unpublished(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Testimonial) -> HttpResponse:
        _warn_of_unpublished(request, obj)
        return super().response_change(request, obj)


def _warn_of_unpublished(request: HttpRequest, testimonial: Testimonial) -> None:
    if not testimonial.is_published:
        messages.warning(request, _("Saved, but not published: readers do not see it yet."))


class PageForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Offers only the pages for which the site has an address."""

    slug = forms.ChoiceField(
        label=gettext_lazy("Page"),
        choices=list(TITLES.items()),
        help_text=gettext_lazy("Until you write it here, the page shows the software's own text."),
    )

    class Meta:
        model = Page
        fields = ["slug", "title", "body"]


@admin.register(Page)
class PageAdmin(SiteTextAdmin):
    form = PageForm
    list_display = ["title", "slug", "updated"]
    search_fields = ["title", "body"]
    readonly_fields = ["preview", "updated"]
    updated = moment_of("updated_at", gettext_lazy("last edited"))

    @admin.display(description=gettext_lazy("as printed"))
    def preview(self, page: Page) -> SafeString:
        return as_html(page.body)
