"""Builds the HTML of a site: quickly, by filling pages into frames that the theme rendered, or with MkDocs."""
