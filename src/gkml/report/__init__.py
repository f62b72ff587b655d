"""One file for each report: takes values and returns text or bytes."""
