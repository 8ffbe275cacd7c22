"""Reading across the tables of the room."""
