"""Text of mods made safe to show."""


def visible(text: str) -> str:
    """Text with every control character as a visible escape, so that no mod moves the cursor."""
    if text.isprintable():
        return text
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape").decode() for one in text
    )
