"""What a user may send in about the organisation."""
