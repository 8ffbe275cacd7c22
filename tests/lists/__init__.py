"""Rows for every list page, in any number; ``tests/test_list_pages.py`` counts the queries."""
