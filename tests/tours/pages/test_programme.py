"""Home, and the pages of the site's own programme: what they say, on an empty site too, and what they cost."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from tests.announcements.makers import new_testimonial, published_post
from tests.counting import asked
from tests.factories import rows
from tests.factories.copies import published_copies
from tests.isolation import without_bdi
from tests.refusals import is_not_found
from tours.models import (
    Country,
    CountryName,
    Document,
    Event,
    OrganisationName,
    Phase,
    PhaseComponent,
    Programme,
    ProgrammeOrganisation,
    TargetCountry,
    Theme,
    Tier,
)
from tours.models.editions.published import EventPhase
from tours.vocabulary import Access, Level, OrganisationRole

pytestmark = pytest.mark.django_db
PAGES = ["/", "/about/", "/partners/", "/brochures/"]
TODAY = timezone.now().date()


def upcoming(days: int = 30, **facts: object) -> Event:
    starts = TODAY + timedelta(days=days)
    made = rows.event(starts=starts, ends=starts, zone="UTC", **facts)
    rows.publish(made)
    return made


def own_programme(**facts: object) -> Programme:
    return rows.programme(is_own=True, **facts)


def behind(programme: Programme, name: str, role: OrganisationRole, **facts: object) -> ProgrammeOrganisation:
    return ProgrammeOrganisation.objects.create(
        programme=programme, organisation=rows.organisation(name), role=role, **facts
    )


def brochure(programme: Programme, **facts: object) -> Document:
    made = Document(programme=programme, file=ContentFile(b"%PDF-1.7 in brief", "In brief.pdf"), **facts)
    made.full_clean()
    made.save()
    return made


def text_of(html: str) -> str:
    """The text without the elements. Inline elements do not separate words."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:a|b|em|span)\b[^>]*>", "", html)).split())


def main(client: Client, page: str) -> str:
    html = without_bdi(client.get(page))
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.parametrize(
    ("page", "sentences"),
    [
        (
            "/",
            [
                "A short description of the programme will appear here.",
                "There are none at the moment.",
                "News of events will be listed here. There is none yet.",
                "What cities and local governments say about the programme will appear here.",
                "The organisations behind the programme will be named here.",
            ],
        ),
        (
            "/about/",
            ["What the programme is for, its phases, themes, countries and ways of learning will be described here."],
        ),
        ("/partners/", ["Partners will be listed here. There are none yet."]),
        ("/brochures/", ["Brochures of the programme will be listed here, to download. There are none yet."]),
    ],
)
def test_empty_page_says_what_belongs_there(client: Client, page: str, sentences: list[str]) -> None:
    text = text_of(main(client, page))
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_home_says_what_the_programme_is_and_shows_a_piece_of_everything(client: Client) -> None:
    programme = own_programme(name="Partnership of Cities", summary="It strengthens cities. They learn in 서울.")
    upcoming(title="City Days")
    published_post(title="Cities meet", slug="told")
    new_testimonial("Very useful.", position="Head of Finance")
    behind(programme, "World Bank", OrganisationRole.PARTNER)
    html = main(client, "/")
    assert "<h1>Partnership of Cities</h1>" in html
    assert '<p class="lead">It strengthens cities. They learn in <span lang="ko">서울</span>.</p>' in html
    text = text_of(html)
    order = ["City Days", "Cities meet", "Very useful. Head of Finance", "World Bank"]
    assert sorted(order, key=text.index) == order


def test_home_tells_of_events_now_and_next_and_of_no_others(client: Client) -> None:
    for title, days in (("Over", -3), ("Later", 30), ("Now", 0), ("Soon", 3)):
        upcoming(days, title=title)
    upcoming(title="Closed doors", access=Access.PARTICIPANTS)
    assert [event.title for event in client.get("/").context["events"]] == ["Now", "Soon", "Later"]


def test_home_goes_by_the_date_where_an_event_takes_place(client: Client, time_machine: TimeMachineFixture) -> None:
    for zone in ("Pacific/Honolulu", "UTC", "Asia/Seoul"):
        rows.publish(rows.event(title=zone, starts=date(2030, 5, 1), ends=date(2030, 5, 1), zone=zone))
    time_machine.move_to(datetime(2030, 5, 2, 5, 0, tzinfo=UTC), tick=False)
    assert [(event.title, event.phase) for event in client.get("/").context["events"]] == [
        ("Pacific/Honolulu", EventPhase.RUNNING)
    ]


def test_home_prints_the_footnote_of_a_country_once(client: Client) -> None:
    programme = own_programme()
    pristina = rows.city("Pristina", country=rows.country("XK", "Kosovo"), zone="Europe/Belgrade")
    TargetCountry.objects.create(programme=programme, country=pristina.country, footnote="Without prejudice.")
    for days in (10, 20):
        upcoming(days, programme=programme, host_city=pristina)
    text = text_of(main(client, "/"))
    assert (text.count("Pristina, Kosovo*"), text.count("* Without prejudice.")) == (2, 1)


def test_home_names_a_partner_of_two_roles_once(client: Client) -> None:
    programme = own_programme()
    behind(programme, "World Bank", OrganisationRole.PARTNER)
    behind(programme, "World Bank", OrganisationRole.FUNDER, position=1)
    behind(rows.programme(slug="other", name="Other"), "Elsewhere", OrganisationRole.PARTNER)
    assert [partner.name for partner in client.get("/").context["partners"]] == ["World Bank"]


def test_home_costs_the_same_for_three_of_everything_and_for_sixty_one(client: Client) -> None:
    programme, event = own_programme(), upcoming()
    costs = []
    for numbers in (range(3), range(3, 61)):
        published_copies(event, len(numbers))
        copies = Event.objects.exclude(pk=event.pk).order_by("-pk")
        for number, copy in zip(numbers, copies, strict=False):
            published_post(title=f"Post {number}", event=copy)
            behind(programme, f"Organisation {number}", OrganisationRole.PARTNER)
            new_testimonial(f"Useful {number}.")
        with asked() as seen:
            client.get("/")
        costs.append((seen.queries, seen.rows()))
    assert costs == [(5, 1 + 4 + 3 + 1 + 3), (5, 1 + 25 + 3 + 1 + 12)]


def test_about_tells_philosophy_phases_tiers_themes_and_countries(client: Client) -> None:
    programme = own_programme(summary="Cities learn.", philosophy="Peers know best.\n\n### Why\n\nThey ask.")
    phase = Phase.objects.create(
        programme=programme,
        name="Phase II",
        starts=date(2015, 1, 1),
        ends=date(2018, 12, 31),
        aim="To *go on*.",
    )
    tools = PhaseComponent.objects.create(phase=phase, title="Tools", text="Hands-on.")
    PhaseComponent.objects.create(phase=phase, title="Dialogues", position=1)
    audit = PhaseComponent.objects.create(phase=phase, title="Audit", parent=tools)
    PhaseComponent.objects.create(phase=phase, title="Finance", parent=audit)
    Tier.objects.create(programme=programme, name="E-learning", description="On the web.")
    html = main(client, "/about/")
    assert "<p>Peers know best.</p>\n<h3>Why</h3>\n<p>They ask.</p>" in html
    text = text_of(html)
    assert "<p>To <em>go on</em>.</p>" in html
    assert "Phase II 2015–2018 To go on. Components Tools Hands-on. Audit Finance Dialogues" in text
    assert re.sub(r"\s+", "", "".join(re.findall(r"</?(?:ul|li)\b|Tools|Audit|Finance|Dialogues", html))) == (
        "<ul<liTools<ul<liAudit<ul<liFinance</li</ul</li</ul</li<liDialogues</li</ul"
    )
    assert "Tiers of learning E-learning On the web." in text


def test_about_leads_from_a_theme_to_its_events_as_the_projection_names_it(client: Client) -> None:
    programme = own_programme()
    theme = Theme.objects.create(programme=programme, name="Урбано планирање", slug="another-name")
    event = rows.event(programme=programme)
    event.themes.add(theme)
    rows.publish(event)
    slug = event.published.themes.get().slug
    assert f'<a href="/events/?theme={slug}">Урбано планирање</a>' in main(client, "/about/")


def test_about_marks_a_country_with_a_footnote_and_prints_it_once(client: Client) -> None:
    programme = own_programme()
    kosovo, macedonia = rows.country("XK", "Kosovo"), rows.country("MK", "North Macedonia")
    CountryName.objects.create(country=macedonia, name="Macedonia", until=date(2019, 2, 11))
    for country, footnote in ((kosovo, "Without prejudice."), (rows.country("AL", "Albania"), ""), (macedonia, "")):
        TargetCountry.objects.create(programme=programme, country=country, footnote=footnote)
    text = text_of(main(client, "/about/"))
    assert text.endswith("Target countries Albania Kosovo* North Macedonia * Without prejudice.")


def test_about_costs_the_same_however_much_there_is_to_say(client: Client) -> None:
    programme = own_programme()
    queries = []
    for numbers in (range(3), range(3, 60)):
        for number in numbers:
            days = {"starts": TODAY, "ends": TODAY}
            phase = Phase.objects.create(programme=programme, name=f"Phase {number}", **days)
            PhaseComponent.objects.create(phase=phase, title="Part")
            Theme.objects.create(programme=programme, name=f"Theme {number}", slug=f"theme-{number}")
            Tier.objects.create(programme=programme, name=f"Tier {number}")
            country = Country.objects.create(code=f"{chr(65 + number // 26)}{chr(65 + number % 26)}", name=str(number))
            TargetCountry.objects.create(programme=programme, country=country)
        with asked() as seen:
            client.get("/about/")
        queries.append(seen.queries)
    assert queries == [8, 8]


def test_partners_stand_by_role_with_text_address_and_names_in_their_language(client: Client) -> None:
    programme = own_programme()
    behind(programme, "World Bank", OrganisationRole.PARTNER, text="Names the programme.")
    molit = behind(programme, "Ministry of Land", OrganisationRole.HOST, position=1).organisation
    molit.short_name, molit.url = "MOLIT", "https://www.molit.go.kr/"
    molit.save()
    OrganisationName.objects.create(organisation=molit, text="국토교통부", language="ko", script="Hang")
    html = main(client, "/partners/")
    assert text_of(html).endswith(
        "Host Ministry of Land (MOLIT, 국토교통부) https://www.molit.go.kr/ Partner World Bank Names the programme."
    )
    assert '<span lang="ko">국토교통부</span>' in html
    assert '<a href="https://www.molit.go.kr/" rel="external">' in html


def test_partners_cost_the_same_for_three_and_sixty_one(client: Client) -> None:
    programme = own_programme()
    queries = []
    for numbers in (range(3), range(3, 61)):
        for number in numbers:
            behind(programme, f"Organisation {number}", OrganisationRole.PARTNER)
        with asked() as seen:
            client.get("/partners/")
        queries.append(seen.queries)
    assert queries == [2, 2]


def test_brochures_list_language_format_size_and_download(client: Client) -> None:
    made = brochure(own_programme(), title="Програм укратко", language="sr")
    html = main(client, "/brochures/")
    address = f"/brochures/{made.digest}/in-brief.pdf"
    assert "Serbian PDF, 1 KB Програм укратко" in text_of(html)
    assert f'<a href="{address}" lang="sr" hreflang="sr" type="application/pdf" download>' in html
    response = client.get(address)
    assert b"".join(response.streaming_content) == b"%PDF-1.7 in brief"  # type: ignore[attr-defined]
    assert (response["Cache-Control"], response["Content-Disposition"], response.cookies) == (
        "private, max-age=31536000, immutable",
        'attachment; filename="in-brief.pdf"',
        {},
    )


def test_brochure_that_is_not_handed_out_to_everyone_is_not_found(client: Client) -> None:
    internal = brochure(own_programme(), title="Internal", level=Level.STAFF)
    elsewhere = Document(
        programme=rows.programme(slug="other", name="Other"),
        title="Elsewhere",
        file=ContentFile(b"%PDF-1.7 another", "other.pdf"),
    )
    elsewhere.full_clean()
    elsewhere.save()
    assert "There are none yet." in main(client, "/brochures/")
    for document in (internal, elsewhere):
        assert is_not_found(client.get(f"/brochures/{document.digest}/{document.file_name}"))


@pytest.mark.parametrize("name", ["other.pdf", "in-brief.pdf%00", "%F0%9F%98%80", "x" * 10_000])
def test_brochure_goes_by_its_own_name_alone(client: Client, name: str) -> None:
    made = brochure(own_programme(), title="In brief")
    assert is_not_found(client.get(f"/brochures/{made.digest}/{name}"))


def test_brochure_whose_file_is_lost_is_not_found(client: Client) -> None:
    made = brochure(own_programme(), title="In brief")
    made.file.delete(save=False)
    assert is_not_found(client.get(f"/brochures/{made.digest}/{made.file_name}"))


@pytest.mark.parametrize("page", PAGES)
def test_page_is_one_for_all_and_sets_no_cookie(client: Client, page: str) -> None:
    response = client.get(page, {"q": "\x00\ud800".encode("utf-8", "surrogatepass")})
    assert (response.status_code, response["Cache-Control"], response["Vary"], response.cookies) == (
        200,
        "public, no-cache",
        "Accept-Encoding",
        {},
    )


@pytest.mark.parametrize(("page", "label"), [("/about/", "About"), ("/partners/", "Partners")])
def test_navigation_marks_the_page_one_is_on(client: Client, page: str, label: str) -> None:
    html = without_bdi(client.get(page))
    assert re.findall(r'<a href="([^"]+)" aria-current="page">([^<]+)</a>', html) == [(page, label)]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("World Bank - Austria Urban Partnership Program", "World Bank - Austria Urban Partnership Program"),
        ("Cities learn", "Cities learn - Urban Partnership Program"),
        ("", "Study tours and city exchange - Urban Partnership Program"),
    ],
)
def test_title_of_home_names_the_site_once(client: Client, settings: Settings, name: str, title: str) -> None:
    settings.SITE_NAME = "Urban Partnership Program"
    if name:
        own_programme(name=name)
    assert re.findall("<title>(.*?)</title>", client.get("/").content.decode()) == [title]
