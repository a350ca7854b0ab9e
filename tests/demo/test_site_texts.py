"""The texts of the site apart from events: testimonials, the privacy notice, and the home page of the demonstration."""

import pytest
from django.test import Client

from announcements import models
from announcements.pages.default_texts import default_page
from demo.site_texts import load_site_texts
from tours.models import Programme, ProgrammeOrganisation

pytestmark = pytest.mark.usefixtures("demonstration")


def test_testimonials_are_one_attributed_and_one_knowingly_not() -> None:
    attributed, unattributed = models.Testimonial.objects.published()
    assert (attributed.name, attributed.position) == (
        "",
        "Head of Finance and Treasury Relations Sector, Municipality of Shkodër, Albania (retold in other words)",
    )
    assert (unattributed.is_unattributed, unattributed.name, unattributed.position) == (True, "", "")
    facts = (
        "MFSA",
        "very useful",
        "financial performance",
        "additional financing",
        "huge responsibility",
        "development",
    )
    assert [fact for fact in facts if fact not in attributed.text] == []
    assert "medium and large" in unattributed.text


def test_privacy_notice_is_the_software_s_own_and_says_whose_site_this_is() -> None:
    written = models.Page.objects.get()
    own = default_page("privacy")
    assert (written.slug, written.title) == ("privacy", own.title)
    assert written.body.removeprefix(own.body) == (
        "\n## This demonstration\n\n"
        "The office and its mailbox are fictional; whoever loaded the demonstration runs this site.\n"
    )


def test_texts_that_are_there_stay_as_they_are() -> None:
    models.Testimonial.objects.filter(is_unattributed=True).delete()
    load_site_texts()
    assert (models.Testimonial.objects.count(), models.Page.objects.count()) == (1, 1)


def test_programme_is_described_in_two_sentences_and_each_partner_in_some() -> None:
    summary = Programme.objects.get().summary
    assert (summary.count("."), summary[-1]) == (2, ".")
    partners = ProgrammeOrganisation.objects.all()
    assert {row.organisation.name: bool(row.text) for row in partners} == {
        "World Bank": True,
        "Republic of Austria": True,
        "Network of Associations of Local Authorities of South-East Europe": True,
    }


@pytest.mark.parametrize(
    "page", ["/", "/about/", "/partners/", "/brochures/", "/testimonials/", "/accessibility/", "/privacy/"]
)
def test_no_page_of_the_demonstration_stands_empty(client: Client, page: str) -> None:
    html = client.get(page).content.decode()
    assert html.count("<h1>") == 1
    assert [sentence for sentence in ("will be", "will stand here", "There are none") if sentence in html] == []
