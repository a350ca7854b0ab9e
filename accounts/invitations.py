"""People are invited: nobody opens an account by themselves."""

from django.db import transaction

from accounts.letters import address_of, send_letter
from accounts.links import Purpose, sign
from accounts.models import User


@transaction.atomic
def invite(email: str, *, name: str, by: User, to: str) -> User:
    """The user of this address, made where there is none yet, and told by mail; raises ValidationError for what is no address.

    `to` says what for, as the end of a sentence: "the Smart City Week as editor". Who has no password yet gets a link to
    set one, which lasts a week; asked again, they get a new link. Somebody known is only told, and keeps their name.
    """
    user = User.objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = User.objects.create_user(email, None, name=name)
    facts = {"by": str(by), "what_for": to}
    if user.has_usable_password():
        send_letter("invitation_known", to=user.email, **facts)
    else:
        address = address_of("invitation", sign(user, Purpose.INVITATION))
        send_letter("invitation", to=user.email, address=address, **facts)
    return user
