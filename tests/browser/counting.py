"""What a job costs the hands: clicks, fields that are typed in, keys, and pages that are loaded."""

from dataclasses import dataclass
from typing import NamedTuple

from playwright.sync_api import Locator, Page


class Cost(NamedTuple):
    clicks: int
    fields: int
    keys: int
    loads: int


@dataclass
class Hands:
    """Does what hands do, and counts it. A field is clicked before one types in it."""

    page: Page
    clicks: int = 0
    fields: int = 0
    keys: int = 0
    loaded: int = 0

    def __post_init__(self) -> None:
        self.page.on("load", self._loaded)

    def _loaded(self, _page: Page) -> None:
        self.loaded += 1

    @property
    def loads(self) -> int:
        """Waits for the page that is loading: its words are there before it is counted."""
        self.page.wait_for_load_state("load")
        return self.loaded

    def click(self, what: Locator) -> None:
        """Hands are slower than scripts: what a page does in place is there when they come."""
        self.page.wait_for_load_state("load")
        self.clicks += 1
        what.click()

    def back(self) -> None:
        """The way back of the browser."""
        self.clicks += 1
        self.page.go_back()

    def follow(self, name: str) -> None:
        """A link of the event's navigation, which is folded on a phone."""
        navigation = self.page.get_by_role("navigation", name="Event", exact=True)
        if navigation.locator("summary").is_visible():
            self.click(navigation.locator("summary"))
        self.click(navigation.get_by_role("link", name=name, exact=True))

    def type(self, where: Locator, text: str) -> None:
        self.clicks += 1
        self.fields += 1
        where.fill(text)

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)

    @property
    def cost(self) -> Cost:
        return Cost(self.clicks, self.fields, self.keys, self.loads)
