"""The style page, which shows every component."""
