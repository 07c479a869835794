"""What authors see of editing: pages and panels with forms, and the script and style sheet that they use."""
