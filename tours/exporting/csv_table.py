"""The agenda as a text file with separators. A value goes in and bytes come out."""

from collections.abc import Mapping

from backstage.tables.csv_files import csv_file
from tours.exporting.agenda_table import WIDTHS, rows
from tours.exporting.edition import Exported


def csv_table(exported: Exported, external_ids: Mapping[str, str]) -> bytes:
    return csv_file([tuple(WIDTHS), *rows(exported, external_ids)])
