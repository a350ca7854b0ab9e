"""The form by which something is done on behalf of a city or delegate: why, how they told us, and the file that shows it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backstage.grounds import Grounds
from participants.labels import WAYS_TOLD
from participants.models import Delegate, Delegation, SupportingFile
from participants.vocabulary import FileKind, Told
from tours.labels import choices
from tours.models import Event
from tours.uploads.kept_file_input import KeptFileInput

LONGEST_REASON = 500
NOT_SAID = ("", _("Nobody asked: it is our own decision"))


class GroundsForm(forms.Form):
    """Forms of the verbs inherit it. `file` is stored by `keep_file`, in the verb's own transaction."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("Those who register people read it in the audit trail. The city does not."),
    )
    told = forms.ChoiceField(
        label=_("How they told us"),
        choices=[NOT_SAID, *((key, label) for key, label in choices(WAYS_TOLD) if key != Told.LINK)],
        required=False,
    )
    file = forms.FileField(
        label=_("What they wrote to us"),
        required=False,
        widget=KeptFileInput,
        help_text=_("The letter or mail, if there is one."),
    )

    def grounds(self) -> Grounds:
        return Grounds(reason=self.cleaned_data["reason"], told=self.cleaned_data["told"])

    def keep_file(
        self, event: Event, *, delegation: Delegation | None = None, delegate: Delegate | None = None
    ) -> SupportingFile | None:
        """Stores the file, if one came. Raises ValidationError for a file that is too large or of another type."""
        given: Any = self.cleaned_data["file"]
        if not given:
            return None
        row = SupportingFile(event=event, delegation=delegation, delegate=delegate, kind=FileKind.WISH, file=given)
        row.full_clean()
        row.save()
        return row
