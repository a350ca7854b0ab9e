"""The faces (fonts) that documents are set in: built, measured, and what they can draw."""
