"""What holds of a hearing on paper: states, deadlines, letters, replies; pure and clockless."""
