"""Personal links: how they are made and ended, the visits that they open, and the codes that prove a mailbox."""
