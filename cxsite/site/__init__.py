"""Builds the site: docs tree, builders, finishing, verification and publishing."""
