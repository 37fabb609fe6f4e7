"""The pages of accounts: signing in, a second factor, one's own account, and how to report a fault."""
