"""The start page of each function, navigation, municipality files and the demo (forside)."""
