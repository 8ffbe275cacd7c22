"""How the pages keep up as a hearing grows: ``python -m bench`` (see ``--help``)."""
