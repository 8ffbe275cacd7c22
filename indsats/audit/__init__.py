"""Who saw, changed, decided and shared what: append-only and chained (logning)."""
