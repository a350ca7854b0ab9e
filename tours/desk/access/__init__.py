"""The desk's pages of who may do what: roles of colleagues, and tokens of programs."""
