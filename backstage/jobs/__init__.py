"""Background work: jobs, the leases that workers hold, and what comes round."""
