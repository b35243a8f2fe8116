"""What generations cost: balances, holds, and the ledger in which entries are only ever added."""
