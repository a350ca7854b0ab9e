"""E-mail addresses: how they are spelt and compared, and the fields that take them."""
