"""A delegate's details: position, kind of office, language, consents; how they are reached; and a wrong name."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.emails.fields import AddressFormField
from participants.delegate.own.stored_forms import stored_form
from participants.delegate.pages import FORM_METHODS, delegate_of, page_of
from participants.forms.fields import field_of
from participants.letters.address_changed import write_contacts_and_tell
from participants.links.entry import by_visit, grounds_of, is_just_proven
from participants.models import Delegate, DelegateContact, LinkSession
from participants.nominations.changing import fresh
from participants.nominations.describing import describe
from participants.requests.asking import Said
from participants.requests.rule import is_frozen
from participants.requests.wishes import Outcome, wish_to_describe, wish_to_rename
from participants.vocabulary import Area, Whose
from tours.desk.forms.languages import LanguageNameField
from tours.desk.forms.refusals import show_refusal
from tours.models.fields import SENTENCES

PAGE = "participants:my_details"
SAID = ("gender", "level", "language", "shares_contact", "shares_photograph")
"""What nobody prints. It is changed at any time."""


class DetailsForm(forms.Form):
    position = field_of(
        Delegate, "position", help_text=gettext_lazy("With where you work. It stands on lists and on your badge.")
    )
    level = field_of(Delegate, "level")
    gender = field_of(Delegate, "gender")
    language = field_of(
        Delegate,
        "language",
        form_class=LanguageNameField,
        help_text=gettext_lazy("We write to you in it. Type its name and choose it."),
    )
    shares_contact = field_of(
        Delegate, "shares_contact", label=gettext_lazy("Fellow delegates may see my e-mail and telephone")
    )
    shares_photograph = field_of(Delegate, "shares_photograph", label=gettext_lazy("I agree to photographs of me"))


class ContactsForm(forms.Form):
    own_email = AddressFormField(label=gettext_lazy("E-mail"), required=False)
    own_telephone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("With the code of the country, such as +385."),
    )
    assistant_name = forms.CharField(label=gettext_lazy("Name of the assistant"), max_length=200, required=False)
    assistant_email = AddressFormField(
        label=gettext_lazy("E-mail of the assistant"),
        required=False,
        help_text=gettext_lazy("Letters go to both addresses."),
    )
    assistant_telephone = forms.CharField(
        label=gettext_lazy("Telephone of the assistant"), max_length=40, required=False
    )

    def contact(self, whose: Whose) -> dict[str, str]:
        names = ("email", "telephone", *(["name"] if whose is Whose.ASSISTANT else []))
        return {name: self.cleaned_data[f"{whose}_{name}"] for name in names}

    @property
    def changes_address(self) -> bool:
        return not {"own_email", "assistant_email"}.isdisjoint(self.changed_data)


class NameForm(forms.Form):
    name = field_of(Delegate, "name", label=gettext_lazy("My name is spelt"), help_text="")
    text = forms.CharField(
        label=gettext_lazy("More about it"),
        max_length=SENTENCES,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


@by_visit(Area.DELEGATE, *FORM_METHODS, private=True)
def details(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    row = delegate_of(visit)
    form, outcome = stored_form(request, visit, partial(_details_form, row), partial(_save_details, visit))
    if outcome:
        messages.success(request, _told(outcome))
        return redirect(PAGE)
    contacts = row.contacts.all()
    frozen = is_frozen(row.delegation, row.event)
    return page_of(request, visit, "own/details.html", form=form, contacts=contacts, is_frozen=frozen)


def _details_form(row: Delegate, data: Any = None, files: Any = None) -> DetailsForm:
    now = fresh(row)
    initial = {name: getattr(now, name) for name in ("position", *SAID)}
    there = now.event.appearances.filter(person=now.person_id).first() if now.person_id else None
    if there:
        initial["position"] = there.position
    return DetailsForm(data, files, initial=initial)


def _save_details(visit: LinkSession, form: DetailsForm) -> Outcome:
    """What nobody prints is written at once. The position is asked for after the last day for changes."""
    row, grounds, given = delegate_of(visit), grounds_of(visit), form.cleaned_data
    done = describe(row, {name: given[name] for name in SAID}, by=None, grounds=grounds)
    if "position" not in form.changed_data:
        return Outcome(done=done)
    words = _("My position is: %(position)s") % {"position": given["position"] or "–"}
    return wish_to_describe(row, {"position": given["position"]}, words, by=None, grounds=grounds)


def _told(outcome: Outcome) -> str:
    if outcome.request:
        return _(
            "Your details are kept. The lists are made already, so the organiser is asked to change your position."
        )
    return _("Your details are kept.")


@by_visit(Area.DELEGATE, *FORM_METHODS, private=True)
def contacts(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Another e-mail address asks for a code of the last half hour: links go to it from then on."""
    row = delegate_of(visit)
    proven = is_just_proven(visit)
    form, saved = stored_form(request, visit, partial(_contacts_form, row), partial(_save_contacts, visit))
    if saved:
        messages.success(request, _("How you are reached is kept."))
        return redirect(PAGE)
    return page_of(request, visit, "own/contacts.html", form=form, is_just_proven=proven)


def _contacts_form(row: Delegate, data: Any = None, files: Any = None) -> ContactsForm:
    known = {contact.whose: contact for contact in DelegateContact.objects.filter(delegate=row)}
    initial = {
        f"{whose}_{name}": getattr(known.get(whose), name, "")
        for whose in Whose
        for name in ("name", "email", "telephone")
    }
    return ContactsForm(data, files, initial=initial)


def _save_contacts(visit: LinkSession, form: ContactsForm) -> bool:
    """Links that were sent to an address which is theirs no longer open nothing from then on, but for the visit that is on."""
    if form.changes_address and not is_just_proven(visit):
        words = _(
            "To change an e-mail address, first type a new code. What you typed here stays until you leave the page."
        )
        raise ValidationError(words, code="not_proven")
    row = delegate_of(visit)
    if form.changes_address and not (form.cleaned_data["own_email"] or form.cleaned_data["assistant_email"]):
        raise ValidationError(_("Keep one e-mail address: it is how you get to these pages."), code="no_address")
    write_contacts_and_tell(
        row,
        own=form.contact(Whose.OWN),
        assistant=form.contact(Whose.ASSISTANT),
        by=None,
        grounds=grounds_of(visit),
        but=visit,
    )
    return True


@by_visit(Area.DELEGATE, *FORM_METHODS, private=True)
def name(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Asks the organiser for another spelling: a name stands on tickets and letters, and is never changed by itself."""
    row = delegate_of(visit)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": row.name})
    if form.is_valid():
        said = Said(form.cleaned_data["text"])
        try:
            wish_to_rename(row, form.cleaned_data["name"], by=None, said=said, grounds=grounds_of(visit))
        except ValidationError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The organiser is asked to change your name, and tells you."))
            return redirect(PAGE)
    return page_of(request, visit, "own/name.html", form=form)
