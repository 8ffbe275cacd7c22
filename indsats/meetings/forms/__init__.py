"""What people may send in about meetings."""
