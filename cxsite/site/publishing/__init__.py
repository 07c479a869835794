"""A finished site put in the place of the old one, whole or not at all."""
