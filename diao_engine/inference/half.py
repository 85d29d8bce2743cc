# SPDX-License-Identifier: GPL-2.0-or-later
"""ONNX models in 16 bits, for GPUs that compute these several times faster."""

from __future__ import annotations

import warnings

import onnx
from onnxruntime.transformers import float16


def in_half(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same network with weights and values of 16 bits; what goes in and comes out stays as it is.

    ValueError where the model has something that cannot be turned.
    """
    copy = onnx.ModelProto()
    copy.CopyFrom(model)  # the conversion changes what it is given
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of weights next to 0 that 16 bits do not hold; the result is compared
        try:
            return float16.convert_float_to_float16(copy, keep_io_types=True)
        except (KeyError, TypeError, AttributeError, IndexError) as error:  # what the conversion does not know
            raise ValueError(str(error)) from error
