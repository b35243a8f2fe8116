"""Says what works on this machine, and what to do about what does not. Changes nothing."""
