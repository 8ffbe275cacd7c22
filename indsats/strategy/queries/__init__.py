"""Reading orders across tables."""
