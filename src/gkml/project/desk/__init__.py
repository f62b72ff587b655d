"""What a page in the browser asks of a workspace: documents by key, cells and their values, edits, findings. No HTTP here."""
