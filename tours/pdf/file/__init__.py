"""The PDF file: its objects, its structure tree, its metadata, and how it is packed."""
