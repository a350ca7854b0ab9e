"""The agenda on paper: its days, one below the other or side by side; the overview; who does what."""
