"""What a delegate says of themselves: answer, details, needs, flights, travel document, data."""
