"""The values of an agenda and what is worked out from them. No row and no clock."""
