"""Office packages (ECMA-376 Part 2): their parts read safely and written the same each time."""
