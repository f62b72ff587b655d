"""Text in, structure out: what a phrase of a directory means. Pure functions that never change what is printed."""
