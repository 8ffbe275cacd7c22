"""English days and times, as they are read in Denmark."""
