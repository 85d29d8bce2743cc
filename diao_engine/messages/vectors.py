# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of polygons."""

from __future__ import annotations

from .plural import Text

SENTENCES: dict[str, Text] = {
    "finding_objects": "Finding objects",
    "drawing_polygons": "Drawing polygons",
    "confidence_other_grid": (
        "{confidence} does not lie on the pixel grid of {labels}; choose the confidence raster of the same run."
    ),
    "metres_unknown": "The map has no CRS, so metres are unknown; set Smallest polygon kept and Simplify to 0.",
    "areas_unknown": "The map has no CRS, so the areas in m² stay empty; assign the raster the CRS that it is in.",
    "areas_on_ellipsoid": "Areas are measured on the ellipsoid.",
}
