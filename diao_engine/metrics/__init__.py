# SPDX-License-Identifier: GPL-2.0-or-later
"""What is counted of a dataset and of a map: class statistics, the confusion matrix."""
