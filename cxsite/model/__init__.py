"""The concepts of customer experience as frozen records, and the facts derived from them."""
