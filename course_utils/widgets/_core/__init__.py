"""What the visualizers share: arithmetic, look, and the tie between kernel and browser."""
