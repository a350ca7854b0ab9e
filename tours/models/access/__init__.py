"""Who may do what at which event: the roles of users, the keys of programs, and links to a draft."""
