"""The demonstration: TOML files hold two events with their programme, and the modules here make rows of them."""
