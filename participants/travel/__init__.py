"""The journey: documents for travel, flights, cars, rooms, meals, and what is still missing."""
