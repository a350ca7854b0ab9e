"""The desk's pages about letters to cities: what the invitation says, reminders, corrected addresses, and telling decisions."""
