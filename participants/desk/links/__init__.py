"""Personal links at the desk: whose work, a new one by mail, the end of all; and who has seen which version."""
