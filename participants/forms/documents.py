"""The form of a document for travel: what stands in one."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from msgspec.structs import asdict

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from backstage.text.tidying import tidy
from participants.labels import DOCUMENT_KINDS
from participants.models import Delegate
from participants.travel.documents.facts import DocumentFacts
from participants.travel.documents.keeping import keep_document
from participants.vocabulary import DocumentKind
from tours.labels import choices
from tours.models.fields import PLAUSIBLE_DAY
from tours.record.countries import code_called

LONGEST_WORDS = 200
FACTS = ("kind", "surname", "given_names", "birth_date", "nationality", "number", "expires_on", "issued_by")
TWO_LETTERS = re.compile("[A-Za-z]{2}")


def private_words(label: Any, most: int = LONGEST_WORDS, **facts: Any) -> forms.CharField:
    """Browsers offer none of it to the next who uses them."""
    widget = forms.TextInput({"autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **facts)


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"})
    return forms.DateField(label=label, widget=widget, validators=PLAUSIBLE_DAY)


class DocumentForm(forms.Form):
    """Empty where nothing was opened: what is sealed is not shown."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices(DOCUMENT_KINDS))
    surname = private_words(gettext_lazy("Surname"), help_text=gettext_lazy("As printed, in Latin letters."))
    given_names = private_words(gettext_lazy("Given names"), required=False)
    birth_date = _day(gettext_lazy("Born on"))
    nationality = private_words(
        gettext_lazy("Nationality"), help_text=gettext_lazy("The country, or its two letters: Croatia, or HR.")
    )
    number = private_words(gettext_lazy("Number"), 40)
    expires_on = _day(gettext_lazy("Valid until"))
    issued_by = private_words(gettext_lazy("Issued by"), required=False)
    scan = forms.FileField(
        label=gettext_lazy("Scan"),
        required=False,
        help_text=gettext_lazy("A PDF or a picture of at most 5 MB. Without one, the scan of the same number stays."),
    )
    confirmed = forms.BooleanField(label=gettext_lazy("Keep it, although it ends soon after the event"), required=False)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kept: str, facts: DocumentFacts | None = None, **kwargs: Any) -> None:
        """`kept` says which document is kept now; empty for none."""
        super().__init__(*args, **kwargs)
        self.initial = {**(asdict(facts) if facts else {}), "kept": kept}
        self.kept_now = kept

    @property
    def shown(self) -> Iterator[tuple[BoundField, Any]]:
        """The confirmation is asked for only where it is needed. A scan is never kept before it is sealed, so whoever
        chose one is told to choose it again.
        """
        is_lost = bool(self.errors and self.files.get("scan"))
        for field in self.visible_fields():
            if field.name == "scan" and is_lost:
                field.help_text = _("Choose the scan once more: it is not kept until all is right.")
            if field.name != "confirmed" or field.errors or field.value():
                yield field, field.errors

    @sensitive_variables()
    def clean_nationality(self) -> str:
        """The two letters of the country. Its name is never cut to two: Serbia is not Sweden."""
        typed = tidy(self.cleaned_data["nationality"])
        code = typed.upper() if TWO_LETTERS.fullmatch(typed) else code_called(typed)
        if not code:
            raise ValidationError(_("No country of this name is known. Write its two letters, such as HR."))
        return code

    def clean_kept(self) -> str:
        kept: str = self.cleaned_data["kept"]
        if "kept" in self.data and kept != self.kept_now:
            self.add_error(None, _("A colleague has changed this document since the page was shown. Look at it first."))
        return kept

    @sensitive_variables()
    def keep(self, delegate: Delegate, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> bool:
        """If it is refused, the form gets errors, and the result is false."""
        given = self.cleaned_data
        words: dict[str, Any] = {
            name: tidy(given[name]) if isinstance(given[name], str) else given[name] for name in FACTS
        }
        words["kind"] = DocumentKind(given["kind"])
        scan = given["scan"].read() if given["scan"] else None
        try:
            keep_document(
                delegate, DocumentFacts(**words), by=by, scan=scan, confirmed=given["confirmed"], grounds=grounds
            )
        except ValidationError as refusal:
            self.add_error(None, refusal)
        return not self.errors
