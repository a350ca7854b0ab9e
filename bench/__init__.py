"""What is measured, and the table it prints: `make bench`, explained in docs/bench.md."""
