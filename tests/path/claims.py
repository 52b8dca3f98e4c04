# SPDX-License-Identifier: MIT
"""One predicate over the truth for each id of a claim. A claim whose id is not here fails."""

# id: function(view, line, claim), which returns whether the claim is true; None: cannot be told from
# the log. VIEW is the capture (view.py), LINE the frame that brings the claim (None for one of the
# connection), CLAIM the sniffer's object with its grade, frames and value.
PREDICATES = {}
