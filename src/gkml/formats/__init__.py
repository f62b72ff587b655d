"""One file a format: `write` turns a `Document` into bytes and, where it is there, `read` turns bytes into a `Document`.

A format decides no text, number, order or merge: it imports only `document` (and where its looks are found).
"""
