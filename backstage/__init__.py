"""What every room uses: background jobs, mail, the audit trail, repeated requests, filtered lists and text."""
