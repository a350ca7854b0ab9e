"""Plain programs that write the same words as the renderers, for comparison."""
