"""Periods, page frame, documents and components; knows no youth work."""
