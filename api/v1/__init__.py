"""Version 1 of the API. There is one module a subject; each view starts from what the asker may see."""
