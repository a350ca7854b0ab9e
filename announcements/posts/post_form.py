"""What every form of a post has in common, in the administration and at the desk."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from announcements.models import State
from announcements.posts.redacted import refuse_redacted
from backstage.row_keys import BoxesField

EVENT_HINT = _("People who may not see the event's page will not see the post.")


class PostForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        widgets: ClassVar[dict[str, Any]] = {
            "categories": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
        }
        field_classes: ClassVar[dict[str, Any]] = {"categories": BoxesField, "themes": BoxesField}

    def clean(self) -> dict[str, Any]:
        """Refuses what was redacted where readers would see it at once. The verb that publishes a draft refuses it too."""
        if self.instance.state == State.PUBLISHED:
            event = self.cleaned_data.get("event", self.instance.event)
            refuse_redacted(event, self.cleaned_data, self.instance.pictures())
        return self.cleaned_data
