"""Members: who a member of a conversation is, by Teams' own answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.chat import Speaker, Standing

PLATFORM = "teams"


@dataclass(frozen=True, slots=True)
class Member:
    """What Teams vouches for. `user` is the person's id in the organisation, `tenant` the one they are from.

    Not `vouched`: Teams could not be asked in time, so only the signed id is known.
    """

    user: str
    name: str
    email: str = ""
    tenant: str = ""
    guest: bool = False
    vouched: bool = True

    def standing(self, tenant: str) -> Standing:
        """What they are in this tenant, for example a member or a guest."""
        if not self.vouched:
            return "unvouched"
        if self.tenant and self.tenant != tenant:
            return "stranger"
        return "guest" if self.guest else "member"

    def speaker(self, tenant: str, admin: str = "") -> Speaker:
        """The member as a speaker in this tenant. The organisation vouches only for the address of a full member."""
        standing = self.standing(tenant)
        email = self.email if standing == "member" else ""
        first = bool(admin) and self.user == admin and standing == "member"
        return Speaker(PLATFORM, tenant, self.user, self.name, standing, email, admin=first)


def member(answer: Mapping[str, Any]) -> Member | None:
    """Read the answer about a member; None if it names no user of an organisation.

    The fields are those of Microsoft's TeamsChannelAccount; a guest's principal name carries `#EXT#`.
    """
    user = answer.get("aadObjectId") or answer.get("objectId")
    if not isinstance(user, str) or not user:
        return None
    principal = str(answer.get("userPrincipalName") or "")
    guest = str(answer.get("userRole") or "").lower() in {"guest", "anonymous"} or "#ext#" in principal.lower()
    name = str(answer.get("name") or answer.get("givenName") or "Someone")
    return Member(user, name[:200], str(answer.get("email") or ""), str(answer.get("tenantId") or ""), guest)
