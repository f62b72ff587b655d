"""A catalog, what an office was sent of it, and the table that came back in; what changed, and the catalog's new text out.

`update.update` is the way in.
"""
