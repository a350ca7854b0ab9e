"""The desk's pages of notices: what waits to be told and to whom, what was told, and a message to chosen people."""
