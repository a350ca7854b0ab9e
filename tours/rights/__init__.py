"""Who may do what: roles of people, and tokens of programs."""
