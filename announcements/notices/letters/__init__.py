"""What recipients read of a notice, and at which mailboxes."""
