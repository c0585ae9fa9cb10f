"""Rules on beams, torpedoes, tubes, bays and drones."""
