"""The desk's pages of the journey: arrivals, rooms, meals, checklist."""
