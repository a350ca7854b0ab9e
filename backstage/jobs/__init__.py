"""Background work: jobs, the tasks that workers claim, and periodic work."""
