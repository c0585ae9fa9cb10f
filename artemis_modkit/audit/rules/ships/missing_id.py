"""Races and vessels without the number that everything names them by."""

from artemis_modkit.audit.frame import Confidence, Look, Occurrences, Rule, Severity, ships


@Rule(
    title="a vessel or race has no id",
    weight=(Severity.ERROR, Confidence.CERTAIN),
    why="A blank uniqueID crashes the game; it happened to a released mod. Missions and the "
    "network name ships by this number only.",
    repair="Give it a whole number that no other vessel (or race) has.",
    fires=ships('<vessel uniqueID=" " side="0" classname="Light Carrier"/>'),
    says="3:9 the vessel 'Light Carrier' has a blank uniqueID; give it a whole number of its own",
    silent=ships('<vessel uniqueID="3001" side="0" classname="Light Carrier"/>'),
)
def missing_id(look: Look) -> Occurrences:
    named = [(vessel, f"the vessel '{vessel.class_name or '?'}'") for vessel in look.vessels]
    races = [(race, f"the race '{race.name or '?'}'") for race in look.races]
    for item, title in (*races, *named):
        attribute = "ID" if item.NAME == "hullRace" else "uniqueID"
        text = item.element.attributes.get(attribute)
        if text is None or not text.strip():
            state = "has no" if text is None else "has a blank"
            yield look.element(
                item.element,
                f"{title} {state} {attribute}; give it a whole number of its own",
                attribute=attribute,
                kind="id",
            )
