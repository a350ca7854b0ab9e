"""The administration's own addresses for signing in and out, and for the password, lead to those of the account.

Else they would be a way around second factor and throttles.
"""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import RedirectView


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Django sends everybody here whom it refuses. Whoever is signed in and still refused may not enter."""
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = reverse("admin:index")
    if not request.user.is_authenticated:
        return redirect(reverse("account_login", query={"next": target}))
    if not admin.site.has_permission(request):
        raise PermissionDenied
    return HttpResponseRedirect(target)


urlpatterns = [
    path("login/", sign_in),
    path("logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
]
