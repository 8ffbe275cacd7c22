"""What the top room knows on paper: the municipality files and how they are read; no Django."""
