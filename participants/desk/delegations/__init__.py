"""Pages about delegations: at a glance, inviting, one delegation with its steps, and focal points."""
