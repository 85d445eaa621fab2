"""Forms: from what was typed to the arguments of one act."""
