"""Figures and what they mean: formulas with their intervals, series over time, and the protection of small groups."""
