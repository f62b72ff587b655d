"""Ledgers (台账) as offices keep them: rows of CSV files and workbooks, read through their headings into records."""
