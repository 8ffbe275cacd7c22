"""Danish days and times."""
