"""Categories of posts, and what they share with posts: a name in web addresses."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backstage.text.folding import same_name
from backstage.text.slugs import free_slug, validate_free
from tours.models.fields import POSITION_WITHIN_BOUNDS, SMALL
from tours.models.rights import SharedQuerySet
from tours.role_powers import Power


class Slugged(models.Model):
    """A row with a name in web addresses: the given one, or else one made of `slug_source`."""

    slug = models.SlugField(
        _("name in web addresses"),
        max_length=90,
        unique=True,
        validators=[validate_free],
        blank=True,
        help_text=_("If left empty, it is made for you."),
    )

    class Meta:
        abstract = True

    @property
    def slug_source(self) -> str:
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        if not self.slug:
            self.slug = free_slug(type(self), self.slug_source, otherwise=self._meta.model_name or "")


class CategoryQuerySet(SharedQuerySet["Category"]):
    edited_with = (Power.POSTS,)


class Category(Slugged):
    name = models.CharField(_("name"), max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, validators=SMALL, help_text=_("Among the categories of a post, as they are printed.")
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name"]
        constraints = [
            POSITION_WITHIN_BOUNDS,
            models.CheckConstraint(
                condition=~Q(name=""), name="category_has_name", violation_error_message=_("A category needs a name.")
            ),
            models.CheckConstraint(
                condition=~Q(slug=""),
                name="category_has_slug",
                violation_error_message=_("A category needs a name in web addresses, such as news."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug_source(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuses a name that differs from another only in capitals.

        Databases do not fold all scripts alike, so this compares here.
        """
        super().clean()
        names = dict(Category.objects.values_list("pk", "name"))
        if names.pop(self.pk, None) == self.name:
            return
        twin = next((name for name in names.values() if name != self.name and same_name(name, self.name)), None)
        if twin:
            raise ValidationError({"name": _("There is the category “%(name)s” already.") % {"name": twin}})
