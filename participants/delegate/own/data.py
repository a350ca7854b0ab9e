"""A delegate's data: all that is known of them as a file, what goes when, and the wish to be deleted."""

from datetime import date

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.days import today_at
from participants.delegate.pages import FORM_METHODS, delegate_of, page_of
from participants.letters.deletion import tell_asked
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegate, LinkSession
from participants.privacy.duties import duties_of
from participants.privacy.exporting import as_plain, known_of
from participants.privacy.rules import NOT_CHOSEN, RULES, TOOK_PART
from participants.requests.asking import Said
from participants.requests.wishes import wish_for_other
from participants.vocabulary import Area, DelegateState

PAGE = "participants:my_data"


class DeletionForm(forms.Form):
    sure = forms.BooleanField(
        label=gettext_lazy("I want my personal data to be deleted"),
        error_messages={"required": gettext_lazy("Tick this if you want it. Nothing has been asked for so far.")},
    )


@by_visit(Area.DELEGATE, private=True)
def data(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    row = delegate_of(visit)
    return page_of(request, visit, "own/data.html", going=_going(row), duties=_duties(row), has_card=row.person_id)


def _going(row: Delegate) -> list[tuple[date, Promise]]:
    """What goes, each after its day, the first first; of names the rule that is true of them."""
    not_theirs = NOT_CHOSEN if row.state == DelegateState.ACCEPTED else TOOK_PART
    going = [(rule.after(row.event.ends), rule.title) for rule in RULES if rule is not not_theirs]
    return sorted(going, key=lambda pair: pair[0])


def _duties(row: Delegate) -> list[tuple[str, date]]:
    if row.person is None:
        return []
    return [(duty.event.title, duty.until) for duty in duties_of(row.person, today_at(row.event))]


@by_visit(Area.DELEGATE, "POST", just_proven=True)
def data_file(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """All events of theirs. The documents for travel are opened for it, which is noted: hence a POST."""
    row = delegate_of(visit)
    if row.person is None:
        raise Http404
    facts = as_plain(known_of(row.person, asks_themselves=True))
    answer = JsonResponse(facts, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@by_visit(Area.DELEGATE, *FORM_METHODS, private=True)
def ask_for_deletion(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """A request: an operator or coordinator erases, as it reaches what was published."""
    row = delegate_of(visit)
    form = DeletionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = Said(_("Please delete my personal data."))
        wish_for_other(row, by=None, said=said, grounds=grounds_of(visit))
        tell_asked(row)
        messages.success(request, _("The organiser is asked to delete your data, and tells you once it is done."))
        return redirect(PAGE)
    return page_of(request, visit, "own/deletion.html", form=form, duties=_duties(row))
