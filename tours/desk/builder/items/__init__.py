"""One item: its form, its steps by one click, and moving it."""
