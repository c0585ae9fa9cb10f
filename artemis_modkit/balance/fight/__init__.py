"""Fights: one deterministic, event-driven fight that duels, fleets, scores and goals come from."""
