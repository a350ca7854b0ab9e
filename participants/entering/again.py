"""*Send my link again*. The answer is the same for every address."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.throttles import count, count_a_day
from participants.entering.forms import AddressForm
from participants.links.again import ask_for_links


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        count(request, "ask_link", email=email)
        count_a_day(request, "ask_link", email=email)
        ask_for_links(email)
        return render(request, "participants/entering/sent_again.html", {"email": email})
    return render(request, "participants/entering/again.html", {"form": form}, status=400 if form.errors else 200)
