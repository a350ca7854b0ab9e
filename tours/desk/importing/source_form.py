"""The form of what is imported. From the first step on it carries the text, so that nothing is kept between the steps."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tours.importing.files.opening import Source, opened
from tours.importing.tables.rows import is_headed
from tours.uploads.kept_file_input import KeptFileInput

TEXT, TABLE = "text", "table"
BOTH = "text_and_table"
"""The code of the refusal of a pasted text beside a table: nothing is wrong with the file."""


class SourceForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("The agenda"),
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        strip=False,
        required=False,
        help_text=gettext_lazy(
            "Paste it as the host sent it, from a mail, a document or a sheet. Say days and times as you like."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        widget=KeptFileInput(attrs={"accept": ".docx,.xlsx,.csv,.tsv,.txt"}),
        help_text=gettext_lazy("Choose it or drop it here: .docx, .xlsx, .csv or .txt, 5 MB at most."),
    )
    read_as = forms.ChoiceField(
        label=gettext_lazy("Read it as"),
        choices=[(TEXT, gettext_lazy("A text")), (TABLE, gettext_lazy("A table with columns"))],
        required=False,
        widget=forms.HiddenInput,
    )

    notes: tuple[str, ...] = ()
    """Sentences on what was left out of a file that was read before."""

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not facts.get("text", "").strip() and not facts.get("file"):
            self.add_error("text", _("Paste the agenda, or choose a file."))
        return facts

    def source(self) -> Source | None:
        """What is to be read; None where the form is wrong or the file cannot be read, which it then says."""
        if not self.is_valid():
            return None
        facts = self.cleaned_data
        try:
            return self._with_file(opened(facts["file"])) if facts["file"] else self._typed()
        except ValidationError as refusal:
            self.add_error("file" if facts["file"] and refusal.code != BOTH else "text", refusal)
            return None

    def _with_file(self, source: Source) -> Source:
        """What was pasted as well stands before the words of the file."""
        text = self.cleaned_data["text"].strip()
        if text and source.is_table:
            words = _("Import what you pasted and the table of this file one after the other.")
            raise ValidationError(words, code=BOTH)
        return source._replace(text=f"{text}\n\n{source.text}") if text else source

    def _typed(self) -> Source:
        text, read_as = self.cleaned_data["text"], self.cleaned_data["read_as"]
        is_table = read_as == TABLE or (not read_as and is_headed(text))
        return Source(text, is_table=is_table, notes=self.notes)
