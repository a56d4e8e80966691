"""What is commonly said of momentum and of the batch size, each with a run that tries it.

They are those of 《深度学习详解》 §3.2 as a reader of it notes them. A verdict follows from the
numbers measured by the same call, never from what they are expected to be. Adding one: a `Claim`
in one of the two modules.
"""

from typing import Final

from engine.analysis import batch_claims, momentum_claims
from engine.analysis.claim import Claim

ALL: Final[tuple[Claim, ...]] = (*momentum_claims.ALL, *batch_claims.ALL)
