"""The preview: built into a folder of its own, served, and built again at every change."""
