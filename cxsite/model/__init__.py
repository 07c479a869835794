"""The words of the field as frozen records, and the facts that follow from them."""
