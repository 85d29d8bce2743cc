# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be wrong with rasters, their places and vector layers."""

from __future__ import annotations

from .plural import Text

SENTENCES: dict[str, Text] = {
    "no_grid": (
        "{path} has {what} instead of a grid on the ground; make it one by Raster > Projections > Warp and use the "
        "result."
    ),
    "control_points": "ground control points",
    "camera_model": "a camera model (RPC)",
    "no_pixel_area": (
        "{path} has the geotransform {numbers}, whose pixels have no area; assign it a right one or get a fresh copy."
    ),
    "crs_unknown": "The CRS {crs!r} is not known; give a code such as EPSG:32633.",
    "coordinates_unfit": (
        "Coordinates such as {x:g}, {y:g} do not fit the CRS {source} of their layer, or cannot be brought to "
        "{target}; assign the layer the CRS that it is in."
    ),
    "no_whole_pixels": "{path} has {dtype} pixels; choose a class raster with whole numbers.",
    "too_many_values": "{path} has more than {limit} values; choose a class raster.",
    "raster_damaged": (
        "{path} cannot be read in columns {left} to {right}, rows {top} to {bottom}: the file is damaged or cut "
        "short; get a fresh copy of it."
    ),
    "network_not_allowed": (
        "{path} is read from the network, which a dataset may not do unasked; switch Allow files from outside "
        "(ALLOW_OUTSIDE) on if you trust where the dataset comes from."
    ),
    "no_raster": "{path} cannot be opened as a raster: {reason}. Choose a file that GDAL reads.",
    "unknown_format": "unknown format",
    "complex_pixels": "{path} has complex numbers; make amplitude or another real band of them first.",
    "only_alpha": "{path} has only an alpha band; choose a raster with image bands.",
    "palette_not_adapted": ("{path} has a palette, so its bands cannot be changed; make it red, green and blue first."),
    "no_vector_layer": "{path} cannot be read as a vector layer ({reason}); choose another layer.",
    "no_geometry": "{path} has no geometry; choose a layer with polygons.",
    "no_field": "{path} has no field {name!r}; choose among {known:and}.",
    "no_feature": "{path} has no feature with a geometry; choose a layer that has some, or clear its filter.",
    "area_outside": "{path} lies outside the raster; choose an area that overlaps it.",
    "server_gives_nothing": (
        "{path} is read from the network, and its server does not give what is asked for; nothing was written, so check "
        "the connection and run it again, or export the ground that you need as a file and use that."
    ),
    "not_served": (
        "{path} cannot be read from its server ({reason}); check the address, your access to it and the connection."
    ),
    "no_polygon": "{path} holds points or lines; choose a layer of polygons.",
    "vector_locked": (
        "{path} is locked by another program; save and close it there, or end its editing, then run it again."
    ),
    "shx_missing": (
        "{path} lacks its file .shx; copy all files of that name that belong to it (.shp, .shx, .dbf, .prj)."
    ),
    "dbf_missing": (
        "{path} lacks its file .dbf, which holds the fields; copy all files of that name that belong to it."
    ),
    "several_bands": (
        "{path} has {bands} bands, so it is not a class raster; choose one with a single band of classes."
    ),
    "no_class_value": "{path} holds {value:g}, which is not a class; choose a class raster with whole numbers.",
}
