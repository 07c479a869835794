"""New files for authors: skeletons and a first playbook. The only room that writes authors' files."""
