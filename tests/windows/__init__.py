"""What runs on Windows: as a test there, and by .ci/windows under Wine."""
