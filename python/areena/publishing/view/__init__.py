"""What a page shows, in the words of its reader: plain data built from a plan and its network."""
