"""The preview: the site is built into a temporary folder, served, and built again after every change."""
