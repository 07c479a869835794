"""Texts of cxsite's own interface in Vietnamese and English: one folder of catalogues for each language."""
