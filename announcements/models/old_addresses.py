"""The addresses that posts had before, here or on an older site."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from announcements.models.posts import Post
from tours.models.programmes import at_own_programme
from tours.role_powers import Power


class OldAddressQuerySet(models.QuerySet["OldAddress"]):
    def visible_to(self, user: User | AnonymousUser) -> "OldAddressQuerySet":
        return self.editable_by(user)

    def editable_by(self, user: User | AnonymousUser) -> "OldAddressQuerySet":
        """Old addresses that the user may edit: this needs a power at the site's own programme, and a post that they
        may edit.
        """
        posts = Post.objects.editable_by(user).order_by()
        return self.filter(at_own_programme(user, Power.POSTS, Power.EVENT), post__in=posts)


class OldAddress(models.Model):
    """An address, with its query, that a post had here or on an older site. It still leads to the post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="old_addresses")
    path = models.CharField(
        _("address"), max_length=500, unique=True, help_text=_("Such as /index.php?id=42, without the site's name.")
    )

    objects = OldAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.CheckConstraint(
                condition=Q(path__startswith="/"),
                name="old_address_begins_with_slash",
                violation_error_message=_("An address on this site begins with a slash."),
            )
        ]

    def __str__(self) -> str:
        return self.path
