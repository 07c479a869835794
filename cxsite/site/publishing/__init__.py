"""Replaces the old site by a finished one, atomically."""
