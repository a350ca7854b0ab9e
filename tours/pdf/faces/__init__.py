"""The faces (fonts) of documents: how they are built, how wide their words are, and which characters they can draw."""
