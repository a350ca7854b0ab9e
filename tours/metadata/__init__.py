"""The structured data and the picture that a page gives to search engines and to sites that link to it."""
