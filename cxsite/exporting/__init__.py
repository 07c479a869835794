"""The published playbook for other programs: one structure, and the files that are made from it."""
