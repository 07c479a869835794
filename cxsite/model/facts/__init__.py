"""What follows from the records: pure functions and values, each stated once."""
