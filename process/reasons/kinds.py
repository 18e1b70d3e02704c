"""The kinds of refusal: what each means for the one who asked."""

from typing import Literal

RefusalKind = Literal["not yours", "missing", "waiting", "no approver", "out of date", "not now", "does not fit"]
"""Another's to do, exits missing, an approval awaited, no one to approve, an old card, the wrong state, a bad value."""
