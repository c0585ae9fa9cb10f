"""Rules on what descriptions say of their ships."""
