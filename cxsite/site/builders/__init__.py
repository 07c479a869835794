"""The faster way to the same site: pages spliced into what the theme itself wrote."""
