"""Figures drawn, as SVG, PDF and PNG."""
