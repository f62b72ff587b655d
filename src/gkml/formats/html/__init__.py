"""HTML pages: written, and read as a browser would show them."""
