# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps a worker off the network where nobody allowed it: GDAL, what a virtual raster in a dataset names, and telemetry.

Where it may read from there, it has patience.
"""

from __future__ import annotations

import os

# What GDAL calls its ways to files on the network: /vsicurl/, /vsis3/ …
FILE_SYSTEMS = ("curl", "s3", "gs", "az", "adls", "oss", "swift", "hdfs", "webhdfs")

# Drivers that answer from addresses; GDAL reads the list when it starts. https://gdal.org/en/stable/user/configoptions.html
_OFF = {
    "GDAL_SKIP": "WMS WMTS WCS HTTP DAAS EEDA EEDAI PLMOSAIC PLSCENES NGW OAPIF WFS STACIT STACTA OGCAPI",
    # "Consider that only the files whose extension ends up with one that is listed exist": no address ends so.
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none-is-allowed",
}

# A server that is busy or gone for a moment is asked again, after about 1 s, 2 s, 4 s, 8 s; one that is silent is given up.
PATIENCE = {
    "GDAL_HTTP_MAX_RETRY": "4",
    "GDAL_HTTP_RETRY_DELAY": "1",
    "GDAL_HTTP_TIMEOUT": "60",
    "GDAL_HTTP_CONNECTTIMEOUT": "15",
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


def be_patient() -> None:
    """Let GDAL ask servers again, where the user has no settings of his own for that; to be called before GDAL is loaded."""
    for name, value in PATIENCE.items():
        os.environ.setdefault(name, value)
