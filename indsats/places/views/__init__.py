"""The pages of the room of places."""
