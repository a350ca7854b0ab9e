"""Forms and fields that the desk and the pages by personal link have in common."""
