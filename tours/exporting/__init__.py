"""Agendas as files for other programs: Word, Excel, CSV and the run-sheet."""
