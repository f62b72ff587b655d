"""Word files (WordprocessingML): written, read and annotated."""
