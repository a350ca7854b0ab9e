"""Tables that are pasted, read by their headings; and tables as files: no formula in a cell, equal bytes for equal tables."""
