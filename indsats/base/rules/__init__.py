"""Pure parts of the ground floor: no Django, no clock, no database."""
