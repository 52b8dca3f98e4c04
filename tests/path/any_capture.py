# SPDX-License-Identifier: MIT
"""What must hold of any capture, whoever made it (see ../evidence/check.py)."""
import importlib.util
import os

SPEC = importlib.util.spec_from_file_location(
    'check', os.path.join(os.path.dirname(__file__), '..', 'evidence', 'check.py'))
check = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(check)
Findings, check_events = check.Findings, check.check_events
