# SPDX-License-Identifier: GPL-2.0-or-later
"""How a job declares its parameters: the one home of default, bounds, unit, label and help.

The command line, the wire JSON, the sentences about wrong values, the Processing parameters, the dock's form and the
reference in the README are all generated from these declarations. Standard library only: QGIS's own Python reads this.
"""

from __future__ import annotations

import dataclasses
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from .layer_source import parts_of
from .problem import Problem

if TYPE_CHECKING:
    from typing import dataclass_transform  # novermin
else:

    def dataclass_transform(**_: Any) -> Any:
        """Stand-in for that of Python 3.11, which says something to type checkers only."""
        return lambda decorator: decorator


class Kind(enum.Enum):
    """What a parameter holds; each front end maps a kind to its own widget or option once."""

    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"  # one or more of them
    FLAG = "flag"
    FIELD = "field"  # name of an attribute of the layer named by `parent`
    RASTER = "raster"  # path of a raster
    RASTERS = "rasters"  # paths of one or more rasters
    VECTOR = "vector"  # LayerRef of a polygon layer
    MAP_LAYER = "map_layer"  # LayerRef of a raster or a vector layer
    MAP_LAYERS = "map_layers"  # one or more of them
    DATASET = "dataset"  # LayerRef of the layer `tiles` of a tile dataset
    EXTENT = "extent"
    FOLDER = "folder"
    FILE = "file"
    OUT_RASTER = "out_raster"
    OUT_VECTOR = "out_vector"
    OUT_POINTS = "out_points"
    OUT_TABLE = "out_table"
    OUT_FILE = "out_file"

    @property
    def is_output(self) -> bool:
        """Whether the parameter names a file that the job writes."""
        return self.value.startswith("out_")


class Holds(enum.Enum):
    """What a layer holds that a parameter is for: dialogs begin with one of these, or with none."""

    IMAGERY = "imagery"
    CLASSES = "classes"  # a class raster, the uppermost map
    EARLIER_CLASSES = "earlier classes"  # the map below that
    REFERENCE = "reference"
    TILES = "tiles"
    POLYGONS = "polygons"  # of rare classes


OUTPUT_SUFFIX = {
    Kind.OUT_RASTER: ".tif",
    Kind.OUT_VECTOR: ".gpkg",
    Kind.OUT_POINTS: ".gpkg",
    Kind.OUT_TABLE: ".gpkg",
}


@dataclass(frozen=True)
class ClassHint:
    """One class as the user's layer shows it: `key` is the field's value or the pixel value, as text.

    It becomes a `ClassInfo` where all label layers are known, for only then a text has a value; a layer has nothing else to say of it.
    """

    key: str
    name: str
    color: str


@dataclass(frozen=True)
class LayerRef:
    """A layer on disk: its file, the layer inside it, and what the user restricted it to.

    `ids` are feature ids (`tile_id` for a dataset), None means all; `classes` come from the layer's renderer; `files` are the
    files behind the layer where `path` is an export of it.
    """

    path: str
    layer: str = ""
    ids: tuple[int, ...] | None = None
    classes: tuple[ClassHint, ...] = ()
    files: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> LayerRef:
        """Read `file` or `file|layername=name`, the way QGIS writes layer sources."""
        path, rest = parts_of(text)
        options = dict(part.partition("=")[::2] for part in rest.split("|") if part)
        return cls(path, options.get("layername", ""))


@dataclass(frozen=True)
class Extent:
    """A rectangle in map units of `crs` (authority code or WKT; empty means the raster's own)."""

    xmin: float
    xmax: float
    ymin: float
    ymax: float
    crs: str = ""

    @classmethod
    def parse(cls, text: str) -> Extent:
        """Read `xmin,xmax,ymin,ymax [EPSG:code]`, the way QGIS writes extents; ValueError if it is not one."""
        numbers, _, crs = text.partition("[")
        xmin, xmax, ymin, ymax = (float(part) for part in numbers.split(","))
        return cls(xmin, xmax, ymin, ymax, crs.strip(" ]"))


@dataclass(frozen=True)
class Spec:
    """The declaration of one parameter."""

    kind: Kind
    label: str
    help: str
    default: Any = None
    optional: bool = False
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    unit_of: str = ""  # what a share in that unit is a share of
    choices: dict[str, str] = dataclasses.field(default_factory=dict)  # value -> label
    suffixes: tuple[str, ...] = ()
    parent: str = ""
    advanced: bool = False
    proposed: bool = False  # an output that dialogs make although it is optional
    holds: Holds | None = None  # of a layer
    may_be_file: bool = False  # a text that is a file where one of that name exists
    name: str = ""

    @property
    def contract(self) -> str:
        """The name in Processing, in models and in scripts."""
        return self.name.upper()

    @property
    def required(self) -> bool:
        """Whether a job cannot do without a value."""
        return self.default is None and not self.optional


def param(kind: Kind, label: str, help: str, **options: Any) -> Any:
    """Declare a parameter; `options` are further fields of `Spec`."""
    if kind in OUTPUT_SUFFIX:
        options.setdefault("suffixes", (OUTPUT_SUFFIX[kind],))
    spec = Spec(kind, label, help, **options)
    metadata = {"spec": spec}
    if spec.required:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=spec.default, metadata=metadata)


def same_as(job: type[Job], name: str, **differences: Any) -> Any:
    """Declare the parameter that another job declares under this name; `differences` are fields of its `Spec` that differ."""
    spec: Spec = dataclasses.replace(job.__dataclass_fields__[name].metadata["spec"], **differences)
    if spec.required:
        return dataclasses.field(metadata={"spec": spec})
    return dataclasses.field(default=spec.default, metadata={"spec": spec})


@dataclass(frozen=True)
class NumberOutput:
    """A number that a finished job gives back beside its files."""

    name: str
    label: str

    @property
    def contract(self) -> str:
        """The name in Processing, in models and in scripts."""
        return self.name.upper()


@dataclass(frozen=True)
class TextOutput:
    """A text that a finished job gives back beside its files."""

    name: str
    label: str

    @property
    def contract(self) -> str:
        """The name in Processing, in models and in scripts."""
        return self.name.upper()


class Job:
    """Base of all jobs: a frozen dataclass of parameters with a few facts about itself."""

    id: ClassVar[str]
    label: ClassVar[str]
    help: ClassVar[str]
    group: ClassVar[str]
    tags: ClassVar[tuple[str, ...]] = ()
    numbers: ClassVar[tuple[NumberOutput, ...]] = ()
    texts: ClassVar[tuple[TextOutput, ...]] = ()
    icon: ClassVar[str] = "diao"
    # What lowers the need for memory, by the labels of the parameters: how a sentence goes on after "Memory ran out; ".
    memory_advice: ClassVar[str] = "close other programs"
    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __init__(self, **values: Any) -> None:
        declared = dataclasses.fields(self)
        missing = [
            field.name for field in declared if field.name not in values and field.default is dataclasses.MISSING
        ]
        unknown = sorted(values.keys() - {field.name for field in declared})
        for reason, names in (("lacks", missing), ("has no parameter", unknown)):
            if names:
                raise TypeError(f"{type(self).__name__} {reason} {', '.join(names)}")
        for field in declared:  # the class is frozen
            object.__setattr__(self, field.name, values.get(field.name, field.default))

    def needs(self) -> str:
        """The size of the environment that the job runs in: `base` or `full`."""
        return "base"

    def side_files(self) -> tuple[str, ...]:
        """Files with fixed names that the job writes beside its named outputs."""
        return ()

    def conflicts(self) -> list[Problem]:
        """What is wrong with values that are right alone and wrong together; read only when each one is right."""
        return []


JobClass = TypeVar("JobClass", bound=type[Job])


@dataclass_transform(kw_only_default=True, frozen_default=True)
def job_dataclass(job_class: JobClass) -> JobClass:
    """Make a frozen dataclass of a job, which takes its parameters by keyword only.

    Required parameters may thus follow optional ones. `dataclass(kw_only=True)` would do the same, from Python 3.10 on: QGIS
    ships 3.9 on two of three systems. So `Job` brings the constructor, for all versions alike.
    """
    return dataclass(frozen=True, init=False)(job_class)  # type: ignore[return-value]


def specs(job: type[Job] | Job) -> tuple[Spec, ...]:
    """The parameters of a job, in the order of declaration."""
    return tuple(dataclasses.replace(field.metadata["spec"], name=field.name) for field in dataclasses.fields(job))
