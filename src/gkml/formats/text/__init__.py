"""Plain formats: CSV, JSON, Markdown and text for a terminal, written and read."""
