"""The kit for printed documents: a document says what things are (`blocks`), the kit draws them (`document`)."""
