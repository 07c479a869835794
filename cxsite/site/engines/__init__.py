"""What is known of the programs that turn the docs tree into HTML: their names, and the internals that we rely on."""
