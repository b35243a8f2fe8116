"""Running many nodes: the plan that is seen first, the run that keeps to it, and its rehearsal."""
