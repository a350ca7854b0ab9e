"""The benchmark: `make bench` measures the site and prints a table, which docs/bench.md explains."""
