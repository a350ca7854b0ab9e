"""Version 1 for writing: rows as their coordinators edit them. What is published of them stands in the reading API."""
