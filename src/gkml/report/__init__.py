"""One file a report: diagnostics in, text out. A report never changes the verdict."""
