"""A picture is turned upright, and what it tells of its maker, place and time is taken away."""
