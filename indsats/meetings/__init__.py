"""Bodies' meetings, agendas, decisions and what follows from them (møder og beslutninger)."""
