"""Tracks what each page depends on and what is up to date, so that only changed pages are built again."""
