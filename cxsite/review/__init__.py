"""Two Contents compared: what changed for the customer."""
