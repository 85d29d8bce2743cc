# SPDX-License-Identifier: GPL-2.0-or-later
"""One module per job: `run(job, report) -> outputs` by field name. The only place where the engine's rooms meet."""
