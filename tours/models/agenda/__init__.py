"""The rows of the agenda as coordinators edit it: items, their parts and links, and the groups and tracks that they are in."""
