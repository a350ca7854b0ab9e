"""What a cell may hold, and what the files with cells are called where they are sent."""

from datetime import date, time

Value = str | int | date | time | None

LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet may run (OWASP, CSV injection). The last four are those of East Asian keyboards."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
