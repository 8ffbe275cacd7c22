"""Areas, places, hotspots and safety walks: where things are, never who is there (steder)."""
