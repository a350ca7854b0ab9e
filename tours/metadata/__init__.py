"""What a page tells search engines and sites that link to it: structured data and a picture."""
