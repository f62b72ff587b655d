"""PDF files with a text layer: read. (They are written by LibreOffice, of the Word file.)"""
