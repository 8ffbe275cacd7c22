"""Tags of the room of places."""
