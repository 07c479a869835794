"""Formats problems, coverage and figures for people and programs; makes the sentences of problems."""
