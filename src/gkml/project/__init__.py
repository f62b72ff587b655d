"""A workspace and everything that can be done in it, as functions: no command line, no screen."""
