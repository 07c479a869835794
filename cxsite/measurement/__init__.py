"""What the figures say: formulas with their intervals, series over time, what small groups may show."""
