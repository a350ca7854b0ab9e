"""What the public sees of events: pages, calendars, programmes and files."""
