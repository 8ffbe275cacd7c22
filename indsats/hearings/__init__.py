"""A proposal's way through hearing and decision to effect (høring og ikrafttræden)."""
