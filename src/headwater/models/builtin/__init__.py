"""Models that come with Headwater. Their work is done in child processes that may crash or be killed."""
