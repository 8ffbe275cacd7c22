"""The street: tours, observations, contacts, groups, incidents and phones (opsøgende indsats)."""
