"""Text files with separators (CSV), as Excel opens them."""

import csv
from collections.abc import Iterable, Sequence
from datetime import time
from io import StringIO

from backstage.tables.cells import LIKE_A_FORMULA, Value
from backstage.text.tidying import tidy

SEPARATOR = ";"
"""What Excel expects wherever the comma is the sign of decimals, as in the countries of most of our cities."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel reads UTF-8 as Windows-1252 or -1250."""


def csv_file(rows: Iterable[Sequence[Value]]) -> bytes:
    """The rows in UTF-8. A text that a spreadsheet may take for a formula gets an apostrophe before it."""
    written = StringIO()
    csv.writer(written, delimiter=SEPARATOR).writerows([_cell(value) for value in row] for row in rows)
    return f"{BYTE_ORDER_MARK}{written.getvalue()}".encode()


def _cell(value: Value) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = tidy(value)
    return f"'{text}" if text.startswith(LIKE_A_FORMULA) else text
