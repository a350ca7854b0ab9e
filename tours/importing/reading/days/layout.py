"""What is known of a text before its items are: its rows, days, tables and furniture."""

from dataclasses import dataclass

from tours.importing.reading.days.heads import Days
from tours.importing.reading.rows.row import Row
from tours.importing.reading.rows.tables import Tables


@dataclass(frozen=True)
class Layout:
    text: str
    rows: list[Row]
    days: Days
    tables: Tables
    furniture: set[int]
    """Rows such as a page's number."""

    @property
    def other_rows(self) -> set[int]:
        """The rows that hold no item's title: headings, heads of tables, furniture."""
        return self.days.rows | self.tables.rows | self.furniture
