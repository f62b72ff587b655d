"""The benchmark: the same rows through gkml and through what a user would otherwise write or pick."""
