"""From blocks to a plan, whatever the format of the file was."""
