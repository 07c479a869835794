"""Drawings: Mermaid text and inline SVG, one module for each drawing, from plain values and the caller's texts."""
