"""What an event asks of those who come, what each of them needs, who lacks what, and reminders to them."""
