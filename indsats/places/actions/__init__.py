"""Everything that writes in the room of places."""
