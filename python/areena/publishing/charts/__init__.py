"""Static pictures as inline SVG: no script, readable in print, drawn by small functions."""
