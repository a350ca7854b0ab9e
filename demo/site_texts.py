"""Writes what the site says of itself: testimonials and a privacy notice. Where there are any, they stay as they are."""

from django.db import transaction
from django.utils.translation import gettext as _

from announcements.models import Page, Testimonial
from announcements.pages.default_texts import default_page
from demo import records
from demo.rows import saved


class TestimonialRecord(records.Record, frozen=True):
    """A testimonial without a position is knowingly not attributed."""

    text: str
    position: str = ""


class TestimonialRecords(records.Record, frozen=True):
    testimonials: tuple[TestimonialRecord, ...]


@transaction.atomic
def load_site_texts() -> None:
    if not Testimonial.objects.exists():
        _save_testimonials(records.read("testimonials", TestimonialRecords))
    if not Page.objects.exists():
        _save_privacy_notice()


def _save_testimonials(record: TestimonialRecords) -> None:
    for order, testimonial in enumerate(record.testimonials):
        saved(
            Testimonial(
                text=testimonial.text,
                position=testimonial.position,
                is_unattributed=not testimonial.position,
                is_published=True,
                order=order,
            )
        )


def _save_privacy_notice() -> None:
    """Takes over the software's own notice and adds to it, as an office does.

    The accessibility statement stays unwritten, to show the other case.
    """
    page = default_page("privacy")
    heading = _("This demonstration")
    text = _("The office and its mailbox are fictional; whoever loaded the demonstration runs this site.")
    page.body += f"\n## {heading}\n\n{text}\n"
    saved(page)
