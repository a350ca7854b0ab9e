"""The same words written in the plainest way that there is: what drawing is measured against."""
