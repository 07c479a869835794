"""The content that authors write, as frozen records with their source locations."""
