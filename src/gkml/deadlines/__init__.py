"""A time limit and a day to a date: working days, recurrence, due dates and the agenda of a year."""
