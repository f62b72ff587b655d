"""What an editor asks of a text that may not be saved: diagnostics, fixes, hover, completion, outline. No protocol here."""
