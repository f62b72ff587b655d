"""The documents of a review: the summary of all bodies, and the list that each body gets."""
