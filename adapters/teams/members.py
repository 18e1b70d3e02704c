"""Members: who somebody in a conversation is, as Teams itself says when asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.chat import Speaker, Standing

PLATFORM = "teams"


@dataclass(frozen=True, slots=True)
class Member:
    """What Teams vouches for. `user` is the person's id in the whole organisation, `tenant` the one they are from.

    Not `vouched` is somebody of whom Teams could not be asked in time: all there is of them is the signed id.
    """

    user: str
    name: str
    email: str = ""
    tenant: str = ""
    guest: bool = False
    vouched: bool = True

    def standing(self, tenant: str) -> Standing:
        """What they are in this tenant."""
        if not self.vouched:
            return "unvouched"
        if self.tenant and self.tenant != tenant:
            return "stranger"
        return "guest" if self.guest else "member"

    def speaker(self, tenant: str, admin: str = "") -> Speaker:
        """Them, speaking in this tenant. Only a full member's address is the organisation's own word."""
        standing = self.standing(tenant)
        email = self.email if standing == "member" else ""
        first = bool(admin) and self.user == admin and standing == "member"
        return Speaker(PLATFORM, tenant, self.user, self.name, standing, email, admin=first)


def member(answer: Mapping[str, Any]) -> Member | None:
    """Read what the members' address answers; None where it names no user of an organisation.

    The fields are those of Microsoft's TeamsChannelAccount; a guest's principal name carries `#EXT#`.
    """
    user = answer.get("aadObjectId") or answer.get("objectId")
    if not isinstance(user, str) or not user:
        return None
    principal = str(answer.get("userPrincipalName") or "")
    guest = str(answer.get("userRole") or "").lower() in {"guest", "anonymous"} or "#ext#" in principal.lower()
    name = str(answer.get("name") or answer.get("givenName") or "Someone")
    return Member(user, name[:200], str(answer.get("email") or ""), str(answer.get("tenantId") or ""), guest)
