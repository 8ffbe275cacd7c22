"""What may be sent in to the room of places."""
