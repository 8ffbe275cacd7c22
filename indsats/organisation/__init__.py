"""Who works where, in which function, with which rights, on which day (organisation)."""
