# SPDX-License-Identifier: GPL-2.0-or-later
"""What is wrong with a job, as data: a code, the parameter, and arguments. The sentence is made where it is shown.

Callers map a problem to its parameter by `field`, and need not read the sentence for that. Standard library only.
"""

from __future__ import annotations

from ..messages import Sentence

MISSING = "missing"  # the code of a parameter that needs a value and has none


class Problem(Sentence):
    """A broken rule: `field` is the name of the parameter to correct, empty where it concerns no single one."""
