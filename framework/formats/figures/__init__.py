"""Figures for a page or a paper, drawn by matplotlib as SVG and PNG."""
