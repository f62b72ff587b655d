"""Two editions of a catalog in, what changed between them out, and whether the public lost anything. `compare.compare` is the way in."""
