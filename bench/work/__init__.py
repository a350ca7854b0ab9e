"""The work that is measured: outputs that are drawn, and requests of readers and delegates."""
