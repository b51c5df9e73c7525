"""Is what a model wrote borne out by the passages it cites? Rules; no model judges a model."""
