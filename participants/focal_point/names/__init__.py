"""The names of a city by its focal point: adding, describing and ordering them, and who comes no longer."""
