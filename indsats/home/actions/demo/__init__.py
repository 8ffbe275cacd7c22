"""The demonstration: the example municipality's case played by the real deeds, day by day."""
