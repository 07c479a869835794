"""Checks hand-written pages and pictures: what in them must not, or cannot, be published."""
