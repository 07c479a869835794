"""The words that cxsite itself says, in Vietnamese and English: one folder of catalogues a language."""
