"""Reading across meetings, seats and decisions."""
