"""The users who may sign in: people known by their e-mail address."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.emails.addresses import compared_address, one_address
from accounts.emails.fields import AddressField


@dataclass(frozen=True)
class Limits:
    """The limits of a request that comes with an API token. It may use these powers only, and only where they say.

    `powers` are words, and `event` and `programme` are keys of rows; at most one of the two is given. This room does
    not interpret them: the room that issues tokens does. `token` is the key of the token itself, by which requests are
    counted and repeats are recognised. `token_name` is the name that its owner gave it.
    """

    powers: frozenset[str]
    event: int | None = None
    programme: int | None = None
    token: int | None = None
    token_name: str = ""


def one_spelling(text: str) -> str:
    """A password in one spelling (NFKC), whatever keyboard typed it (NIST SP 800-63B, 5.1.1.2)."""
    return unicodedata.normalize("NFKC", text)


class UserManager(BaseUserManager["User"]):
    """Makes users and finds them by their e-mail address, for Django's own commands too."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Makes a user. Raises ValidationError for an address that is malformed or already known."""
        user = self.model(email=one_address(email), **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Finds the user without regard to capitals, because nobody remembers how they typed their address."""
        return self.with_email(one_address(username or "")).get()

    def with_email(self, address: str) -> "models.QuerySet[User]":
        """The user with this address, or none. Capitals do not count; all else does, on every database."""
        compared = compared_address(address)
        return self.alias(compared_email=Lower("email")).filter(compared_email=compared) if compared else self.none()


class User(AbstractBaseUser):
    """A person with an account. Focal points and delegates need no account: they use a personal link."""

    email = AddressField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    is_superuser = models.BooleanField(
        _("operator"), default=False, help_text=_("Runs the site: may do everything, at every event.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    limits: Limits | None = None
    """The limits of the token that this request came with, or None for a person who has signed in.

    They are never stored.
    """

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is already a user with this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else one_spelling(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Checks the password in one spelling, in NFC and as typed: older ones were stored as they were typed."""
        if raw_password is None:
            return super().check_password(None)
        spellings = (one_spelling(raw_password), unicodedata.normalize("NFC", raw_password), raw_password)
        return any(super(User, self).check_password(spelling) for spelling in dict.fromkeys(spellings))

    @property
    def has_opened_account(self) -> bool:
        """Whether they have chosen a password or signed in. If not, they have only been invited."""
        return self.has_usable_password() or self.last_login is not None

    @property
    def is_operator(self) -> bool:
        """Whether they run the site itself. A request with a token never counts as an operator's."""
        return self.is_active and self.is_superuser and self.limits is None

    # Django's administration asks these where no rule of our own applies. Only operators may use such pages.

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        return self.is_operator

    def has_perms(self, perms: Iterable[str], obj: models.Model | None = None) -> bool:
        return self.is_operator

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_operator
