"""Merges a table that was edited outside into the catalog that it was printed from.

The entry point is `update.update`.
"""
