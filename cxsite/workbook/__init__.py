"""The Excel workbook that goes both ways: the playbook as sheets to fill in, and their changes back into its files."""
