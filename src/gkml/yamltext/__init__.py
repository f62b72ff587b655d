"""YAML text to plain data with the place of every value, and edits of the text in place; knows no kind of document."""
