"""The pages of the room of meetings."""
