"""The picture of a post within its form at the desk: a file, and what is said of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from announcements.models import Post
from tours.desk.forms.refusals import show_refusal
from tours.models import Picture
from tours.uploads.kept_file_input import KeptFileInput
from tours.uploads.picture_field import PictureFileField

NAMES = {
    "file": "picture",
    "alternative": "picture_shows",
    "caption": "picture_caption",
    "credit": "picture_credit",
    "consent": "picture_consent",
}
"""What fields of a picture are called in the form."""
MODEL = forms.fields_for_model(
    Picture, list(NAMES), widgets={"file": KeptFileInput}, field_classes={"file": PictureFileField}
)
MODEL["file"].label = gettext_lazy("Picture")
MODEL["file"].help_text = gettext_lazy(
    "Choose a file or drop it here: JPEG, PNG or WebP. Its place, time and camera are taken out. The preview shows it once it is saved."
)
MODEL["alternative"].label = gettext_lazy("What the picture shows")
MODEL["caption"].label = gettext_lazy("Caption of the picture")
MODEL["credit"].label = gettext_lazy("Credit of the picture")
MODEL["consent"].label = gettext_lazy("Consent of those it shows")
for field in MODEL.values():
    field.required = False


class PictureFields(forms.Form):
    """Part of the form of a post. `take_picture` is called once its fields are clean, and `save_picture` before the post is."""

    instance: Post
    picture = MODEL["file"]
    picture_shows = MODEL["alternative"]
    picture_caption = MODEL["caption"]
    picture_credit = MODEL["credit"]
    picture_consent = MODEL["consent"]
    picture_goes = forms.BooleanField(label=gettext_lazy("Take the picture away"), required=False)

    def offer_picture(self) -> None:
        """Fills the fields from the post's picture, or takes away what is only for one that is there."""
        stored = self.instance.picture
        if stored is None:
            del self.fields["picture_goes"]
            return
        self.initial.update({field: getattr(stored, name) for name, field in NAMES.items()})

    def take_picture(self) -> None:
        """Gives the post what was chosen and typed, which is not stored yet, or the form errors."""
        if "picture" in self.errors:
            return
        texts = {name: self.cleaned_data.get(field) or "" for name, field in NAMES.items() if name != "file"}
        if "picture" in self.changed_data:
            self.instance.picture = Picture(file=self.cleaned_data["picture"])
        elif self.cleaned_data.get("picture_goes"):
            self.instance.picture = None
        elif self.instance.picture is None and any(texts.values()):
            self.add_error("picture", _("Choose the picture that these words are about."))
        if self.instance.picture:
            self._describe(self.instance.picture, texts)

    def _describe(self, picture: Picture, texts: dict[str, str]) -> None:
        for name, text in texts.items():
            setattr(picture, name, text)
        try:
            picture.full_clean()
        except ValidationError as refusal:
            show_refusal(self, refusal, NAMES)

    def save_picture(self) -> None:
        """Stores the picture of the post, which is saved after it."""
        picture = self.instance.picture
        if picture and not {*NAMES.values()}.isdisjoint(self.changed_data):
            picture.save()
            self.instance.picture = picture  # with the key that it has now
