# SPDX-License-Identifier: GPL-2.0-or-later
"""Public data sets of land cover: their folders, their classes, and their values that are none."""

from __future__ import annotations

import re
from pathlib import Path

from ...raster.legend import Legend
from .base import SUFFIXES, Layout, Listing, lists_in

# The regions that OpenEarthMap's files are named after; a folder that no region names is told by them.
_REGIONS = """
aachen abancay accra al_qurnah austin baybay buenos_aires chiangmai chicago chiclayo chincha chisinau christchurch coxsbazar
daressalaam dhaka dolnoslaskie dortmund dowa duesseldorf ica kagera kampala khartoum kinshasa kitsap koeln kujawsko-pomorskie
kyoto lambayeque lima lodzkie lohur lubuskie mahe malopolskie maputo mazowieckie melbourne monrovia muenster ngaoundere niamey
paris pisco piura podkarpackie podlaskie pointenoire pomorskie rio rosario rotterdam san_tome santiago sechura shanghai slaskie
svaneti swietokrzyskie tokyo tonga tyrolw ulaanbaatar vegas vienna viru warminsko-mazurskie western wielkopolskie zanzibar
"""
_FEWEST_CLASSES = 3  # where nothing but names and values tells: two classes are anybody's masks


class OpenEarthMap(Layout):
    """<region>/images and <region>/labels, with lists, or one pair of folders for all regions; 0 is unknown (Xia et al. 2023)."""

    id = "openearthmap"
    legend = Legend.of(
        {
            1: "bareland", 2: "rangeland", 3: "developed space", 4: "road", 5: "tree", 6: "water", 7: "agriculture land",
            8: "building",
        },
        {
            1: "#800000", 2: "#00ff24", 3: "#949494", 4: "#ffffff", 5: "#226126", 6: "#0045ff", 7: "#4bb549", 8: "#de1f07",
        },
    )  # fmt: skip
    ignored = frozenset({0})

    _name = re.compile(r"(.+)_\d+")

    def fits(self, listing: Listing) -> bool:
        """Folders images and labels with nothing but the classes' values: region folders beside the official lists, a region folder
        whose name its files bear (`tokyo/images/tokyo_1.tif`), or photos that are named after its regions (`images/tokyo_1.tif`) and
        no table that says otherwise.
        """
        pairs, _ = self.pairs(listing)
        if not pairs:
            return False
        values = listing.mask_values([mask for _, mask in pairs])
        if values is not None and not values <= {0, *self.legend.names}:
            return False
        images = [image for image, _ in pairs]
        if Path("train.txt") in listing.files and all(len(image.parts) >= 3 for image in images):
            return True
        if values is None:
            return False
        if all(self._is_in_its_region(listing.root / image) for image in images):
            return True
        return (
            all(map(self._is_named_after_a_region, images))
            and len(values - self.ignored) >= _FEWEST_CLASSES
            and listing.are_photos(images)
            and not listing.has_class_table
        )

    def splits(self, listing: Listing) -> dict[str, str] | None:
        """The official lists lie beside the region folders, so above the folder where only one region was chosen."""
        return super().splits(listing) or (
            lists_in(listing.root.parent) if (listing.root / "images").is_dir() else None
        )

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folder that holds the file."""
        if file.suffix.lower() not in SUFFIXES or file.parent.name not in ("images", "labels"):
            return None
        return file.parent.name == "labels", (file.parent.parent, file.stem)

    def _is_in_its_region(self, image: Path) -> bool:
        match = self._name.fullmatch(image.stem)
        return match is not None and match[1].casefold() == image.parent.parent.name.casefold()

    def _is_named_after_a_region(self, image: Path) -> bool:
        match = self._name.fullmatch(image.stem)
        return match is not None and match[1].casefold() in _REGIONS.split()


class Chesapeake(Layout):
    """Folders named after their split with *_naip-new.tif and *_lc.tif (Robinson et al. 2019); 0 and 15 are no data."""

    id = "chesapeake"
    legend = Legend.of(
        {
            1: "water", 2: "tree canopy and forest", 3: "low vegetation and field", 4: "barren land", 5: "impervious (other)",
            6: "impervious (road)",
        },
        {1: "#00c5ff", 2: "#267300", 3: "#a3ff73", 4: "#ffaa00", 5: "#9c9c9c", 6: "#000000"},
    )  # fmt: skip
    ignored = frozenset({0, 15})
    _image = re.compile(r"(.+?)(_a)?_naip(-new)?", re.IGNORECASE)
    _mask = re.compile(r"(.+?)(_b)?_lc", re.IGNORECASE)

    def fits(self, listing: Listing) -> bool:
        """At least one image and one mask by their suffixes."""
        roles = [role[0] for file in listing.files if (role := self.is_mask(file)) is not None]
        return any(roles) and not all(roles)

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the end of the file's name."""
        if file.suffix.lower() not in (".tif", ".tiff"):
            return None
        for is_mask, pattern in ((True, self._mask), (False, self._image)):
            if match := pattern.fullmatch(file.stem):
                return is_mask, (file.parent, match[1])
        return None


class LoveDA(Layout):
    """<Split>/<Rural or Urban>/images_png and masks_png; 0 is no data (Wang et al. 2021)."""

    id = "loveda"
    legend = Legend.of(
        {1: "background", 2: "building", 3: "road", 4: "water", 5: "barren", 6: "forest", 7: "agriculture"},
        {1: "#ffffff", 2: "#ff0000", 3: "#ffff00", 4: "#0000ff", 5: "#9f81b7", 6: "#00ff00", 7: "#ffc380"},
    )
    ignored = frozenset({0})

    def fits(self, listing: Listing) -> bool:
        """Folders images_png beside masks_png, and the classes' values in the latter."""
        return self.has_its_values(listing)

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folder that holds the file."""
        if file.suffix.lower() != ".png" or file.parent.name not in ("images_png", "masks_png"):
            return None
        return file.parent.name == "masks_png", (file.parent.parent, file.stem)


class LandCoverAi(Layout):
    """Map sheets in images and masks, or tiles that its script has cut of them, `_0.jpg` and `_0_m.png` (Boguszewski et al. 2021)."""

    id = "landcoverai"
    legend = Legend.of({0: "background", 1: "building", 2: "woodland", 3: "water", 4: "road"})
    _sheet = re.compile(r"[MN]-\d+-\d+-[A-D]-[a-d]-\d-\d")
    _tile = re.compile(rf"({_sheet.pattern}_\d+)(_m)?")

    def __init__(self) -> None:
        self._by_tile = False

    def fits(self, listing: Listing) -> bool:
        """Files that are named after map sheets, in images and masks or as tiles of both, with the classes' values."""
        return self.has_its_values(listing)

    def pairs(self, listing: Listing) -> tuple[list[tuple[Path, Path]], list[Path]]:
        """Where there are tiles, the sheets that they were cut of are left out."""
        self._by_tile = any((match := self._tile.fullmatch(file.stem)) and match[2] for file in listing.files)
        return super().pairs(listing)

    def splits(self, listing: Listing) -> dict[str, str] | None:
        """The lists that come with the sheets name the tiles that are cut of them, so they say nothing of whole sheets."""
        listed = super().splits(listing)
        names_tiles = listed is not None and all(self._tile.fullmatch(name) for name in listed)
        return None if names_tiles and not self._by_tile else listed

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the folder that holds a sheet, by the end of a tile's name."""
        if file.suffix.lower() not in SUFFIXES:
            return None
        if self._by_tile:
            match = self._tile.fullmatch(file.stem)
            return None if match is None else (match[2] is not None, match[1])
        if file.parent.name not in ("images", "masks") or self._sheet.fullmatch(file.stem) is None:
            return None
        return file.parent.name == "masks", file.stem


class Flair(Layout):
    """<domain>/<zone>/img/IMG_<n>.tif and …/msk/MSK_<n>.tif, 5 bands, in folders flair_aerial_train and so on (Garioud et al. 2023).

    The masks are in a local CRS; the images say where both lie.
    """

    id = "flair"
    legend = Legend.of(
        {
            1: "building", 2: "pervious surface", 3: "impervious surface", 4: "bare soil", 5: "water", 6: "coniferous", 7: "deciduous",
            8: "brushwood", 9: "vineyard", 10: "herbaceous vegetation", 11: "agricultural land", 12: "plowed land",
            13: "swimming pool", 14: "snow", 15: "clear cut", 16: "mixed", 17: "ligneous", 18: "greenhouse", 19: "other",
        },
        {
            1: "#db0e9a", 2: "#938e7b", 3: "#f80c00", 4: "#a97101", 5: "#1553ae", 6: "#194a26", 7: "#46e483", 8: "#f3a60d",
            9: "#660082", 10: "#55ff00", 11: "#fff30d", 12: "#e4df7c", 13: "#3de6eb", 14: "#ffffff", 15: "#8ab3a0", 16: "#6b714f",
            17: "#c5dc42", 18: "#9999ff", 19: "#000000",
        },
    )  # fmt: skip
    _file = re.compile(r"(IMG|MSK)_(\d+)")
    _split = re.compile(r"flair.*_(train|val|test)")

    def fits(self, listing: Listing) -> bool:
        """At least one image and one mask by their names, with the classes' values."""
        return self.has_its_values(listing, 0)

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the beginning of the file's name; numbers are given once for all domains."""
        match = self._file.fullmatch(file.stem)
        if match is None or file.suffix.lower() not in (".tif", ".tiff") or file.parent.name not in ("img", "msk"):
            return None
        return match[1] == "MSK", match[2]

    def split_of(self, image: Path, listed: dict[str, str] | None) -> str:
        """By the folder of the whole set, flair_aerial_train."""
        matches = (self._split.fullmatch(part.casefold()) for part in image.parent.parts)
        return super().split_of(image, listed) or next((match[1] for match in matches if match), "")


class DeepGlobe(Layout):
    """<n>_sat.jpg and <n>_mask.png in colours (Demir et al. 2018); only the folder train has masks, so it gives no split."""

    id = "deepglobe"
    legend = Legend.of(
        {1: "urban land", 2: "agriculture land", 3: "rangeland", 4: "forest land", 5: "water", 6: "barren land"},
        {1: "#00ffff", 2: "#ffff00", 3: "#ff00ff", 4: "#00ff00", 5: "#0000ff", 6: "#ffffff"},
    )
    no_class = ("#000000",)
    _file = re.compile(r"(\d+)_(sat|mask)")
    # Its set of roads is named the same, and has nothing but black and white.
    _of_land = frozenset({(0, 255, 255), (255, 255, 0), (255, 0, 255)})

    def fits(self, listing: Listing) -> bool:
        """Numbers with _sat and _mask, and masks in the colours of land cover."""
        pairs, _ = self.pairs(listing)
        return bool(pairs) and bool(listing.mask_colors([mask for _, mask in pairs]) & self._of_land)

    def table(self, root: Path) -> Legend | None:
        """Its class_dict.csv says what the layout says."""
        return None

    def is_mask(self, file: Path) -> tuple[bool, object] | None:
        """By the end of the file's name."""
        match = self._file.fullmatch(file.stem)
        if match is None or file.suffix.lower() not in SUFFIXES:
            return None
        return match[2] == "mask", (file.parent, match[1])

    def split_of(self, image: Path, listed: dict[str, str] | None) -> str:
        """Only a list gives one."""
        return listed.get(image.stem, "") if listed is not None else ""
