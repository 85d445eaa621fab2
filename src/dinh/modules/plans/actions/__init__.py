"""The official acts on plans: bringing one in, reviewing it, putting it into force, following it."""
