"""From a mod's folder to what players unpack."""
