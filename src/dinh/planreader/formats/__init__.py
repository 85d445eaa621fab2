"""One reader per file format; each turns bytes into the same blocks."""
