"""The part of a form in which a city, a person or an organisation gets its names in other languages and scripts."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from backstage.text.language_tags import only_language_in, parts_of
from backstage.text.scripts import is_written_in, script_of
from tours.desk.forms.languages import LANGUAGE_HINT, LanguageNameField
from tours.models.names import NO_LANGUAGE, ScriptField
from tours.record.shared_rows import OtherNameGiven

MOST, PREFIX = 20, "names"
_script: Any = ScriptField(_("script")).formfield()


class OtherNameForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Language and script that are not chosen are told from the letters, where these are of one."""

    language = LanguageNameField(label=_("Language"), required=False, help_text=LANGUAGE_HINT)
    script = forms.ChoiceField(
        label=_("Script"),
        required=False,
        choices=[("", _("As its letters are")), *_script.choices[1:]],
        error_messages=_script.error_messages,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["script"] = ""

    def clean(self) -> dict[str, Any]:
        """What is chosen goes before what the language's name says of its script, and the letters before both."""
        cleaned = self.cleaned_data
        text, letters = cleaned.get("text", ""), script_of(cleaned.get("text", ""))
        if not text or self.errors:
            return cleaned
        try:
            language, script, _region = parts_of(cleaned["language"] or only_language_in(letters) or "und")
        except ValueError:
            self.add_error("language", NO_LANGUAGE % {"value": cleaned["language"]})
            return cleaned
        script = cleaned["script"] or script or letters
        cleaned["language"], cleaned["script"] = language, script if is_written_in(text, script) else letters
        if language == "und":
            self.add_error("language", _now("Choose the language: several are written in these letters."))
        if not script:
            self.add_error("script", _now("Choose the script: the letters are of several, or of none known here."))
        return cleaned


def other_names(row: Model, data: Any) -> Any:
    """The formset of the names of a row; bound where they were sent: those that were not stay. One query."""
    made = forms.inlineformset_factory(
        type(row),
        row._meta.get_field("names").related_model,  # type: ignore[arg-type]  # a model, as the relation is resolved
        form=OtherNameForm,
        fields=("text", "language", "script"),
        extra=1,
        can_delete_extra=False,
        max_num=MOST,
        absolute_max=2 * MOST,
        validate_max=True,
    )
    sent = data if data and f"{PREFIX}-TOTAL_FORMS" in data else None
    return made(sent, instance=row, prefix=PREFIX)


def given(names: Any) -> list[OtherNameGiven]:
    """All names that stay, as the valid formset has them."""
    kept = [form.cleaned_data for form in names.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [OtherNameGiven(each["text"], each["language"], each["script"]) for each in kept]


class WithOtherNames(forms.BaseForm):
    """A form of a row whose other names stand below its fields: both are valid, or neither is written."""

    names: Any = None

    @property
    def formsets(self) -> list[Any]:
        return [self.names] if self.names is not None else []

    def is_valid(self) -> bool:
        """Tells above the form of what is wrong with the names, whose fields say it, too."""
        if any(formset.is_bound and not formset.is_valid() for formset in self.formsets):
            told = self.names.non_form_errors() or _now("Correct the names in other languages and scripts.")
            self.add_error(None, told)
        return super().is_valid()

    def facts_of_names(self) -> dict[str, Any]:
        """Empty where nothing was typed in them."""
        is_sent = self.names is not None and self.names.is_bound
        return {"names": given(self.names)} if is_sent and self.names.has_changed() else {}
