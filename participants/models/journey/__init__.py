"""The rows of the journey: what somebody needs, their documents for travel, flights, cars, rooms, and what entry asks for."""
