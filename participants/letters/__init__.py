"""Letters and mails to cities, delegates and registrars."""
