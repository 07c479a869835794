"""What a page depends on, and what is up to date: so that only what changed is made again."""
