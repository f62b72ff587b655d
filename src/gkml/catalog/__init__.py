"""The first kind of document: a directory of disclosed information (公开目录), its model, form, tree and guide."""
