"""Makes what tests need: `values` without a database, `rows` with one. A maker takes only what the test is about."""
