"""The form of an event's invitation: its facts, its paragraphs, and its files."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.stale_forms.merging import refusal
from accounts.stale_forms.sent_forms import sent_form
from participants.delegations.invitations import NewFile, set_invitation
from participants.desk.letters import stale_paragraphs
from participants.models import Invitation, InvitationParagraph
from tours.desk.forms.languages import LANGUAGE_HINT, LanguageNameField
from tours.desk.forms.refusals import show_refusal
from tours.models import Event
from tours.uploads.kept_file_input import KeptFileInput
from tours.wording import file_size

LONGEST_TITLE = 200
FACTS = (
    "profile",
    "costs",
    "languages",
    "reply_to",
    "asks_reason",
    "asks_endorsement",
    "reminds",
    "offers_by_itself",
    "offer_hours",
)
Kept = dict[str, Any]


class InvitationForm(forms.ModelForm[Invitation]):
    title = forms.CharField(
        label=gettext_lazy("Title of a new file"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=gettext_lazy("Such as “Signed letter”. The letter names it."),
    )
    file = forms.FileField(
        label=gettext_lazy("New file"),
        required=False,
        widget=KeptFileInput,
        help_text=gettext_lazy("It goes with every letter: PDF, an office document or a picture."),
    )
    remove = forms.MultipleChoiceField(
        label=gettext_lazy("Remove files"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Invitation
        fields = FACTS
        widgets = {"profile": forms.Textarea(attrs={"rows": 3}), "costs": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = list(self.instance.files.all()) if self.instance.pk else []
        if not files:
            del self.fields["remove"]
            return
        said = [(str(file.pk), f"{file.title} ({file.file_name}, {file_size(file.size)})") for file in files]
        self.fields["remove"].choices = said  # type: ignore[attr-defined]


class ParagraphForm(forms.ModelForm[InvitationParagraph]):
    class Meta:
        model = InvitationParagraph
        fields = ("language", "text")
        field_classes = {"language": LanguageNameField}
        help_texts = {"language": LANGUAGE_HINT}
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].help_text = _("Empty: the letter has no paragraph in this language.")


class _Paragraphs(forms.BaseFormSet[ParagraphForm]):
    def clean(self) -> None:
        languages = [language for language, _text in texts(self)]
        if len(languages) != len(set(languages)):
            raise ValidationError(_("Two paragraphs have the same language. Join them."), code="twice")


def texts(paragraphs: forms.BaseFormSet[ParagraphForm]) -> Iterator[tuple[str, str]]:
    """Language and text of each that has a language."""
    for form in paragraphs.forms:
        if not form.errors and form.cleaned_data.get("language"):
            yield form.instance.language, form.cleaned_data["text"]


Paragraphs = forms.formset_factory(ParagraphForm, formset=_Paragraphs, extra=1, max_num=40, absolute_max=60)


class WholeForm:
    """The two forms of the page, saved together. They carry the tags of what they show."""

    def __init__(self, request: HttpRequest, row: Invitation) -> None:
        known = list(row.paragraphs.values("language", "text")) if row.pk else []
        stored = {each["language"]: each["text"] for each in known}
        self.tag = stale_paragraphs.tag_of(stored)
        self.facts = sent_form(request, partial(InvitationForm, instance=row))
        sent, said = None, []
        if request.method == "POST":
            sent = request.POST.copy()
            said = stale_paragraphs.merge(sent, stored)
        self.paragraphs = Paragraphs(sent, initial=known, prefix="paragraphs")
        if said:
            is_told = refusal() in self.facts.non_field_errors()
            self.facts.add_error(None, said if is_told else [refusal(), *said])

    def save(self, event: Event, *, by: User) -> bool:
        """Whether it was saved. If not, the form says why."""
        if not self._is_valid():
            return False
        try:
            set_invitation(event, self._given(), by=by, **self._parts())
        except ValidationError as refusal:
            show_refusal(self.facts, refusal)
            return False
        return True

    def _is_valid(self) -> bool:
        if self.facts.is_valid() & self.paragraphs.is_valid():
            return True
        for sentence in self.paragraphs.non_form_errors():
            self.facts.add_error(None, str(sentence))
        if any(self.paragraphs.errors):
            self.facts.add_error(None, _("Correct the paragraphs below."))
        return False

    def _given(self) -> Kept:
        return {name: self.facts.cleaned_data[name] for name in FACTS}

    def _parts(self) -> Kept:
        cleaned = self.facts.cleaned_data
        new = [NewFile(cleaned["title"], cleaned["file"])] if cleaned["file"] else []
        remove = [int(key) for key in cleaned.get("remove", [])]
        return {"paragraphs": dict(texts(self.paragraphs)), "add": new, "remove": remove}
