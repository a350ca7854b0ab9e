"""Letters that the worker sends when their time has come."""
