"""Reading across the tables of places."""
