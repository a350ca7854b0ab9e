"""The letters that say who is the focal point of a city or organisation from now on: to both."""

from participants.letters.mails import Mailbox, personal_mail, reached_point, stem_of
from participants.letters.posting import post
from participants.letters.reaching import taking_mail
from participants.models import FocalPoint


def tell(successor: FocalPoint, *, former: FocalPoint) -> int:
    """Call it in the verb that confirms the successor. Returns the number of mails; only the successor gets a link."""
    facts = {"programme": successor.programme.name, "body": successor.city or successor.organisation}
    mails = [
        *(
            personal_mail("successor", box, successor, stem=stem_of(successor, "successor"), **facts)
            for box in reached_point(successor)
        ),
        *(
            personal_mail(
                "succeeded",
                Mailbox(address),
                former,
                stem=stem_of(former, "succeeded"),
                has_link=False,
                successor=successor.name,
                **facts,
            )
            for address in taking_mail([former.email])
        ),
    ]
    return post(mails, once=str(successor.pk))
