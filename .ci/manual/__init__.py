"""Makes the manual: the pages of `.manual/` and those that are generated from the program become a site (`make manual`)."""
