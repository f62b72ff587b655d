"""Checking the files of a workspace: which rules, one file or thousands, what is accepted, and the reports."""
