"""Pictures are turned upright, and data about their maker, place and time is removed."""
