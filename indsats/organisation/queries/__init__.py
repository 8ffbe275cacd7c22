"""Reading the organisation across its tables."""
