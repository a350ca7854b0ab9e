"""The demonstration: two events with their programme, as plain TOML files, and the modules that make rows of them."""
