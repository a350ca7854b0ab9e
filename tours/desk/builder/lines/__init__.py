"""Items as lines: typed or pasted, shown as they are understood, and added."""
