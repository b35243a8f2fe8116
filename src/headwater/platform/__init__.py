"""What every room stands on: the database, the engine, the bus, child processes, errors."""
