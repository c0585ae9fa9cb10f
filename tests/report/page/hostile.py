"""A mod whose names, texts and values do what nobody should: it must be shown, and do nothing."""

from artemis_modkit.model import Mod

SCRIPT = '"><script>document.title="owned"</script>'
ENDING = "</script><!--<script>"
TURNED = "\u202eesrever\u202c"
IMAGE = "<img src=x onerror='document.title=\"owned\"'>"
LONG = "N" * 10_000
NAMES = (
    SCRIPT,
    ENDING,
    TURNED,
    IMAGE,
    LONG,
    "&amp;&lt;b&gt;",
    "{{ 7 * 7 }}",
    "a|b`c*[d](e)",
    "\u2028x",
    "",
)
_BEAM = (
    '<beam_port x="{x}" y="0" z="{z}" damage="{damage}" playerdamage="{damage}" '
    'arcwidth="{arc}" cycletime="{cycle}" range="{range}"/>'
)


def hostile_mod() -> Mod:
    """The mod, in memory; its name is hostile as well."""
    races = (
        f'<hullRace ID="0" name="{_escaped(SCRIPT)}" keys="player"/>'
        f'<hullRace ID="1" name="{_escaped(TURNED)}" keys="enemy"/>'
        f'<hullRace ID="2" name="{_escaped(IMAGE)}" keys="friendly"/>'
    )
    ships = "".join(
        _vessel(number, name, side, words)
        for side, words in enumerate(("player", "medium", "base"))
        for number, name in enumerate(NAMES, 100 * side)
    )
    odd = (
        _vessel(0, "again", 0, "player")
        + '<vessel classname="no number" side="1" broadType="small"/>'
        + f'<vessel uniqueID="900" classname="{_escaped(IMAGE)}" side="1" broadType="large fighter">'
        + "".join(map(_odd_beam, range(4)))
        + '<shields front="-5" back="nan" player="1e308"/></vessel>'
    )
    text = f'<vessel_data version="{_escaped(SCRIPT)}">{races}{ships}{odd}</vessel_data>'
    grid = bytes(8000)
    return Mod.from_files(
        SCRIPT,
        {
            "dat/vesselData.xml": text.encode("utf-8"),
            "artemis.ini": f"; {SCRIPT}\nbeamDamageCap=6\nplayerBeamDelay=0.5\n".encode(),
            f"dat/{IMAGE.replace('/', '')}.snt": grid,
        },
    )


def _vessel(number: int, name: str, side: int, words: str) -> str:
    beams = _BEAM.format(x=1, z=4, damage=12, arc=0.4, cycle=6, range=1000)
    beams += _BEAM.format(x=-2, z=4, damage=7 + number % 5, arc=0.25, cycle=4, range=1400)
    grid = _escaped(f"dat/{IMAGE.replace('/', '')}.snt")
    return (
        f'<vessel uniqueID="{number}" side="{side}" classname="{_escaped(name)}" '
        f'broadType="{words} {_escaped(SCRIPT)}"><internal_data file="{grid}"/>'
        f'<shields front="{80 + number}" back="60"/><performance turnrate="0.004" topspeed="0.6"/>'
        f'{beams}<torpedo_tube x="0" y="0" z="1"/><torpedo_storage type="trp" amount="8"/>'
        f'<long_desc text="{_escaped(IMAGE)} Three beams.^{_escaped(name)}"/></vessel>'
    )


def _odd_beam(at: int) -> str:
    damage, arc, cycle = (
        ("1e308", "7", "0"),
        ("nan", "", "1e-300"),
        ("-3", "-1", "6"),
        ("", "0.1", "inf"),
    )[at]
    return _BEAM.format(x="1e308", z="1e-308", damage=damage, arc=arc, cycle=cycle, range="1e308")


def _escaped(text: str) -> str:
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(sign, entity)
    return text
