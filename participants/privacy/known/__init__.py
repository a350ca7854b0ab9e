"""The sections of what is known of a person, each made of one kind of rows."""
