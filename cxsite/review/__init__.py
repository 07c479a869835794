"""Compares two Contents: what changed for the customer."""
