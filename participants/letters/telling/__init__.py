"""Telling: what was decided and nobody knows yet becomes mails, which a registrar reads before they go."""
