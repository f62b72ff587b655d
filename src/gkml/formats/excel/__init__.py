"""Excel workbooks (SpreadsheetML): written, read and annotated."""
