"""Law as dated data, and its one loader."""
