"""Django's administration for this site: users sign in by their account, and no row is revealed that they may not see."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from tours.models.rights import may_enter_administration


class Administration(AdminSite):
    """Uses the account's own pages for sign-in and password, as Django's would bypass second factor and throttles."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The addresses without `view_on_site`, which would reveal the name of any row by its key."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    def has_permission(self, request: HttpRequest) -> bool:
        return may_enter_administration(request.user)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Django redirects everybody here whom it refuses. A user who is signed in and refused again gets a 403."""
        target = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
            target = reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect(reverse("account_login", query={"next": target}))
        if not self.has_permission(request):
            raise PermissionDenied
        return HttpResponseRedirect(target)

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")
