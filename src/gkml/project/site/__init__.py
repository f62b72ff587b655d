"""The public site of a workspace: pages of every body and edition, search, open data, addresses for search engines."""
