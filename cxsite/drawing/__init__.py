"""Drawings: Mermaid text and inline SVG, one file a drawing, from plain values and given words."""
