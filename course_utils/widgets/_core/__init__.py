"""What every visualizer shares: the arithmetic, the look, and the tie between kernel and browser."""
