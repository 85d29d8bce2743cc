# SPDX-License-Identifier: GPL-2.0-or-later
"""What the engine says, as data: a code with arguments. Every English sentence stands once, in the module of its room.

Where something is said stands a code, `BadInput("no_crs", path=path)`; where it is shown, the sentence is made in the reader's
language. Standard library only: QGIS's own Python makes the sentences.
"""

from .catalogue import SENTENCES
from .comparison import ADVICE
from .language import ENGLISH, Language
from .log_only import LOG_ONLY
from .numbers import formatted
from .plural import Plural
from .sentence import Sentence, first_of
from .training import TRAINING_DEVICE
from .updating import IMAGE_SET_ASIDE, IMAGES_TAKEN, WATCHING

__all__ = [
    "ADVICE",
    "ENGLISH",
    "IMAGES_TAKEN",
    "IMAGE_SET_ASIDE",
    "LOG_ONLY",
    "SENTENCES",
    "TRAINING_DEVICE",
    "WATCHING",
    "Language",
    "Plural",
    "Sentence",
    "first_of",
    "formatted",
]
