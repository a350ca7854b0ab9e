"""The desk's pages about those who come: delegations, delegates, and what they are told."""
