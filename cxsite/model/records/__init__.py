"""What authors write, as frozen records that know their place."""
