"""What every room uses and none owns: background jobs, mail, the audit trail, requests that are sent twice, and text."""
