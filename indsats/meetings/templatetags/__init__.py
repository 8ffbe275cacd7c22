"""Tags of the room of meetings."""
