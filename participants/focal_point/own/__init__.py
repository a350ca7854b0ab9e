"""What a focal point says of themselves, and who succeeds them."""
