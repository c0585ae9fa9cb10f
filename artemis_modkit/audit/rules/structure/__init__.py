"""Rules on how vesselData.xml is written."""
