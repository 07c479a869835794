"""Editing by forms: forms made from the models, and edits of the texts of files that a form asks for."""
