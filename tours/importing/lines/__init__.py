"""Reads a line as a coordinator types it, such as “09:30-10:15 Visit @ City Hall, Novak moderates”: text in, value out."""
