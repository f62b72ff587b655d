"""The report of an audit: an overview whose counts add up, charts, and lists."""
