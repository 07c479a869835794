"""The docs tree, the MkDocs build, finishing, verification, publishing, and the preview."""
