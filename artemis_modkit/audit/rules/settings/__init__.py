"""Rules on artemis.ini."""
