"""Settings, addresses and the command line; the only room that may see all others."""
