"""A foreign `Document` in, draft catalogs and an account of every cell out. `draft.recognise` is the way in."""
