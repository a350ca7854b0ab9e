"""Files that people upload: where they are stored, and where those of a refused form wait."""

from tours.uploads.storing import DigestStorage, stored_path

__all__ = ["DigestStorage", "stored_path"]  # the first migration names them here
