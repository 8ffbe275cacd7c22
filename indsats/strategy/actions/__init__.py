"""Everything that writes orders."""
