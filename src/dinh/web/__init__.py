"""The staff shell: layout, menu, my work today, error pages. No rules."""
