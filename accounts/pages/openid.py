"""Signing in through another service by OpenID Connect."""

import requests
from allauth.socialaccount.providers.openid_connect import views
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


@login_not_required
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """allauth's view, except that a service which does not answer causes a message and no server error."""
    try:
        answer: HttpResponse = views.login(request, provider_id)
    except requests.RequestException:
        messages.error(request, _("The other service does not answer. Try again later, or use your password."))
        return redirect("account_login")
    return answer
