"""How a delegate follows the agenda: what is theirs of it, own lines beside it, and what they have seen."""
