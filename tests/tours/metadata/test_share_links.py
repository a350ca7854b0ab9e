from urllib.parse import parse_qs, urlsplit

from tours.metadata.share_links import share_links

ADDRESS = "https://tours.example/news/cities/"
TITLE = "Cities & “Seoul” (서울): 100 % + more"


def test_each_link_carries_the_address_and_the_title_where_it_takes_one() -> None:
    links = share_links(ADDRESS, TITLE)
    assert [(link.name, urlsplit(link.address).netloc, parse_qs(urlsplit(link.address).query)) for link in links] == [
        ("E-mail", "", {"subject": [TITLE], "body": [ADDRESS]}),
        ("LinkedIn", "www.linkedin.com", {"url": [ADDRESS]}),
        ("X", "x.com", {"text": [TITLE], "url": [ADDRESS]}),
        ("Facebook", "www.facebook.com", {"u": [ADDRESS]}),
    ]


def test_mail_has_no_plus_for_a_space() -> None:
    """A plus sign in a mail address means itself, not a space (RFC 6068, section 5)."""
    assert share_links(ADDRESS, "A b")[0].address == (
        "mailto:?subject=A%20b&body=https%3A%2F%2Ftours.example%2Fnews%2Fcities%2F"
    )
