"""Facts derived from the records: pure functions and values, each defined once."""
