"""`pack`: from a mod's folder to the zip that players unpack."""

from pathlib import Path

from artemis_modkit.cli._packing import PackOptions, check_whole, written_zip
from artemis_modkit.cli._shared import FormatOption, ModArgument, StockOption, measure_of, show


def pack(
    mod: ModArgument,
    *,
    options: PackOptions,
    stock: StockOption = None,
    format: FormatOption = "terminal",
) -> int:
    """Pack a mod for its players: complete, without leftovers, with a read-me.

    The same files give the same bytes. Errors of the audit stop it: exit code 1.

    Examples:
      artemis-modkit pack MyMod -o MyMod-1.2.zip
      artemis-modkit pack MyMod -o MyMod-1.2.zip --author "The crew" --game "C:/Games/Artemis"
    """
    from artemis_modkit.audit import Severity
    from artemis_modkit.model import Mod
    from artemis_modkit.report.views.release import pack_report, refusal_report

    own = Mod.open(mod)
    check_whole(own, mod)
    output = options.place(Path(mod))
    measure = measure_of(own, stock)
    errors = 0 if options.force else options.audited(own, measure).count(Severity.ERROR)
    choice = options.selection(own)
    if errors:
        return show(refusal_report(own.name, mod, errors, choice.left_out), format)
    data = written_zip(output, own, measure, options.about(measure), choice)
    return show(pack_report(own.name, output, data, choice), format)
