"""The desk's pages about letters to cities: what the invitation says, reminders, and corrected addresses."""
