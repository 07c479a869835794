"""What people already have (spreadsheets, tables, diagrams) turned into content files."""
