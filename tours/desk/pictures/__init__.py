"""The desk's pages of pictures: of an event, portraits of people, and logos of organisations."""
