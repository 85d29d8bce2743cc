# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps GDAL off the network in a worker whose job was not allowed there, whatever a virtual raster in a dataset names."""

from __future__ import annotations

import os

# Drivers that answer from addresses; GDAL reads the list when it starts. https://gdal.org/en/stable/user/configoptions.html
_DRIVERS = "WMS WMTS WCS HTTP DAAS EEDA EEDAI PLMOSAIC PLSCENES NGW OAPIF WFS STACIT STACTA OGCAPI"


def forbid() -> None:
    """Switch the network off; to be called before GDAL is loaded."""
    os.environ["GDAL_SKIP"] = _DRIVERS
    # "Consider that only the files whose extension ends up with one that is listed exist": no address ends so.
    os.environ["CPL_VSIL_CURL_ALLOWED_EXTENSIONS"] = ".none-is-allowed"
