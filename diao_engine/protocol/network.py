# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps a worker off the network where nobody has allowed it: GDAL, whatever a virtual raster in a dataset names, and telemetry."""

from __future__ import annotations

import os

# Drivers that answer from addresses; GDAL reads the list when it starts. https://gdal.org/en/stable/user/configoptions.html
_OFF = {
    "GDAL_SKIP": "WMS WMTS WCS HTTP DAAS EEDA EEDAI PLMOSAIC PLSCENES NGW OAPIF WFS STACIT STACTA OGCAPI",
    # "Consider that only the files whose extension ends up with one that is listed exist": no address ends so.
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none-is-allowed",
}

# ONNX Runtime's own builds send use data to their maker since 1.32; to be set before it is imported (its Privacy.md).
NO_TELEMETRY = {"ORT_DISABLE_TELEMETRY": "1"}


def is_off() -> bool:
    """Whether GDAL is kept off the network in this process."""
    return all(os.environ.get(name) == value for name, value in _OFF.items())


def restrict(*, is_allowed: bool) -> None:
    """Switch the network off for GDAL, or on again; to be called before GDAL is loaded."""
    for name, value in _OFF.items():
        if not is_allowed:
            os.environ[name] = value
        elif os.environ.get(name) == value:
            del os.environ[name]
