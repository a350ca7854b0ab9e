"""The words the reader knows, by language: the only files to touch to teach it another one."""
