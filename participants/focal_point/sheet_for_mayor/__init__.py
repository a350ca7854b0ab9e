"""One sheet for the mayor, as a page and as a PDF: dates and place, who goes, the conditions, whom to call, the agenda."""
