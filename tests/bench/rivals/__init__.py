"""What a user would otherwise write: each function takes flat rows (or a file) and returns the finished bytes."""
