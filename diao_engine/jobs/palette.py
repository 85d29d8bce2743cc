# SPDX-License-Identifier: GPL-2.0-or-later
"""The colour of a class that came without one: what maps usually give to such a name, else one of a colour-blind-safe palette.

Both sides use it: the engine for datasets, maps and polygons, the window for what it shows. Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .classinfo import ClassInfo, name_key
from .colors import hex_of, is_color, rgb

# Colours by what a name says, in English and German; the first line with one of its words in the name counts, so the narrower
# meaning stands first. A word of four letters or more is also found at the end of a compound (Laubwald, Feuchtwiese).
_MEANINGS: tuple[tuple[str, str], ...] = (
    ("#d0d0d0", "background other others unknown unclassified miscellaneous hintergrund sonstige sonstiges andere unbekannt"),
    ("#f4f4f4", "cloud clouds wolke wolken"),
    ("#2b2b3a", "shadow shadows schatten"),
    ("#8e5bb5", "bog bogs peat peatland peatlands mire mires fen fens moor moore hochmoor torf"),
    ("#4fb3a5", "wetland wetlands marsh marshes swamp swamps mangrove mangroves reed reeds feuchtgebiet feuchtgebiete sumpf röhricht "
                "schilf feuchtwiese feuchtwiesen nasswiese nasswiesen"),
    ("#41c4e8", "pool pools schwimmbecken schwimmbad"),
    ("#fd8d3c", "boat boats ship ships vessel boot boote schiff schiffe"),
    ("#2b7bba", "water waters waterbody lake lakes river rivers pond ponds stream streams sea ocean canal reservoir wasser gewässer "
                "see seen fluss flüsse bach bäche teich teiche weiher meer kanal"),
    ("#dff1fb", "snow ice glacier glaciers schnee eis gletscher"),
    ("#e7298a", "car cars vehicle vehicles truck trucks auto autos fahrzeug fahrzeuge"),
    ("#3f2a8c", "solar photovoltaic photovoltaics photovoltaik solarpark"),
    ("#6b5b73", "rail rails railway railways railroad bahn gleis gleise schiene schienen eisenbahn"),
    ("#4d4d4d", "road roads street streets highway path paths track tracks straße straßen weg wege"),
    ("#d7301f", "building buildings house houses roof roofs hut barn gebäude haus häuser dach dächer scheune bauwerk"),
    ("#e3a6a6", "impervious sealed developed urban builtup built pavement paved parking settlement residential industrial versiegelt "
                "versiegelte siedlung siedlungen bebauung bebaut parkplatz pflaster gewerbe"),
    ("#efdca5", "sand beach beaches dune dunes strand düne dünen"),
    ("#9b8f84", "rock rocks rocky cliff gravel quarry mine stone fels felsen gestein kies steinbruch schotter"),
    ("#6e2c3a", "burn burnt burned fire brand brandfläche"),
    ("#9cb04a", "shrub shrubs shrubland bush bushes scrub scrubland heath heathland hedge hedges busch büsche gebüsch strauch "
                "sträucher heide hecke hecken"),
    ("#b5734c", "vineyard vineyards orchard orchards plantation weinberg weinberge rebfläche obst streuobst plantage"),
    ("#a6d96a", "grass grassland grasslands meadow meadows pasture pastures lawn rangeland herbaceous vegetation gras wiese wiesen "
                "grünland rasen weide weiden"),
    ("#1b7837", "forest forests forested tree trees wood woods woodland canopy wald wälder baum bäume gehölz gehölze forst"),
    ("#f2c14e", "field fields crop crops cropland agriculture agricultural arable farmland cultivated acker äcker ackerland feld "
                "felder landwirtschaft"),
    ("#c49a6c", "bare bareland barren soil soils fallow boden offenboden rohboden brache brachen brachland offen"),
)  # fmt: skip
# Field values are often without umlauts.
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_COLOR_OF = {
    spelling: color
    for color, words in reversed(_MEANINGS)
    for word in words.split()
    for spelling in (word, word.translate(_PLAIN))
}
_RANK = {color: rank for rank, (color, _) in enumerate(_MEANINGS)}
_LEAST_OF_A_COMPOUND = 4
# What takes the meaning of the next word away: "not forest", "non-water".
_NOT = frozenset({"no", "non", "not", "without", "kein", "keine", "nicht", "ohne"})

# Told apart with all common deficiencies of colour vision: Okabe and Ito (2008) without black, then Paul Tol's muted scheme.
PALETTE = (
    "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7", "#332288", "#88ccee", "#44aa99", "#117733",
    "#999933", "#ddcc77", "#cc6677", "#882255", "#aa4499",
)  # fmt: skip
# Lighter and darker by turns, until a colour differs from those that are taken; 0 is the colour itself.
_SHADES = (0.0, 0.4, -0.35, 0.65, -0.6, 0.2, -0.18, 0.8)
_ALIKE = 40  # of red, green and blue together; less is hard to tell apart in a legend


def named_color(name: str) -> str:
    """The usual colour of what a name says, or the empty text where it says nothing that is known."""
    words = re.findall(r"[^\W\d_]+", name_key(name))
    if any(word in _NOT for word in words):
        return ""
    found = [color for word in words if (color := _of_word(word))]
    return min(found, key=_RANK.__getitem__, default="")


def default_color(value: int, name: str = "") -> str:
    """A colour for a class that came without one; always the same for the same value and name."""
    return named_color(name) or _shaded(PALETTE[value % len(PALETTE)], _SHADES[value // len(PALETTE) % len(_SHADES)])


def fill(classes: Iterable[ClassInfo]) -> dict[int, str]:
    """A colour for every class, by value and in their order: its own, else a default one that differs from those of the others."""
    listed = list(classes)
    colors = {entry.value: entry.color for entry in listed if entry.color}
    for entry in listed:
        if entry.value not in colors:
            first = default_color(entry.value, entry.name)
            starts = (first, *PALETTE)
            candidates = (_shaded(start, shade) for start in starts for shade in _SHADES)
            taken = list(colors.values())
            colors[entry.value] = next((one for one in candidates if _is_new(one, taken)), first)
    return {entry.value: colors[entry.value] for entry in listed}


def filled(values: Iterable[int], names: Mapping[int, str], colors: Mapping[int, str]) -> dict[int, str]:
    """The same for classes that are known by value only."""
    return fill(ClassInfo(value, names.get(value, ""), colors.get(value, "")) for value in values)


def blend(color: str, other: str, share: float) -> str:
    """A mixture of two colours; `share` (0 to 1) is that of the other."""
    mixed = (round(one + (two - one) * share) for one, two in zip(rgb(color), rgb(other)))
    return hex_of(mixed)


def _of_word(word: str) -> str:
    if word in _COLOR_OF:
        return _COLOR_OF[word]
    ends = (word[at:] for at in range(1, len(word) - _LEAST_OF_A_COMPOUND + 1))
    return next((_COLOR_OF[end] for end in ends if end in _COLOR_OF), "")


def _shaded(color: str, shade: float) -> str:
    return blend(color, "#ffffff" if shade > 0 else "#000000", abs(shade))


def _is_new(color: str, taken: list[str]) -> bool:
    return all(sum(abs(a - b) for a, b in zip(rgb(color), rgb(other))) > _ALIKE for other in taken if is_color(other))
