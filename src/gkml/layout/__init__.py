"""Each file here lays one kind of thing out as a `Document`."""
