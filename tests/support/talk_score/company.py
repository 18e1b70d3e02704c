"""The company that the corpus speaks of: its people, its twenty deals, and the day on which everything is typed."""

from datetime import UTC, datetime

from adapters.chat import Place, Speaker

NOW = datetime(2026, 5, 5, 9, 30, tzinfo=UTC)
"""A Tuesday; in Berlin it is 11:30."""

PLATFORM, WORKSPACE = "slack", "T1"
NAMES = {
    "rob": "Rob Reyes",
    "rita": "Rita Roy",
    "robin": "Robin Ray",
    "mia": "Mia Meyer",
    "max": "Max Moss",
    "ana": "Ana Alves",
    "leo": "Leo Lang",
    "ada": "Ada Adams",
}
ADMIN = "ada"
TEAM = (
    "settings country DE",
    "settings zone Europe/Berlin",
    "team <@mia> is manager",
    "team <@max> is manager",
    "team <@ana> is account manager",
    "team <@leo> is specialist in legal",
    "team <@leo> is specialist in licensing",
    "team <@ana> is specialist in post-sale",
    "team <@ana> is specialist in customer success",
    "team <@rob> reports to <@mia>",
    "team <@rita> reports to <@mia>",
    "team <@robin> reports to <@mia>",
    "team <@ana> reports to <@mia>",
    "team <@mia> reports to <@max>",
)

Plot = tuple[str, str, str, str, str, str, str, tuple[int, ...]]
PLOTS: tuple[Plot, ...] = (
    # name, owner, main contact, amount, product, close date, source, days ago it was opened and passed each gate
    ("Acme", "rob", "Carla Chen, CFO", "48000 EUR", "services", "2026-06-30", "referral", (20, 12)),
    ("Acme Nordics", "rob", "", "", "goods", "", "LinkedIn", (6,)),
    ("Globex", "rob", "Gus Grant, head of operations", "75000 EUR", "software", "2026-07-15", "calling", (40, 30, 9)),
    ("Gap", "rob", "Gina Gold, VP Retail", "40000 EUR", "goods", "2026-06-15", "e-mail", (55, 45, 30, 8)),
    ("Target", "rob", "Tara Voss, CIO", "120000 EUR", "software", "2026-06-12", "calling", (70, 60, 45, 25, 10)),
    ("Apple", "rob", "Andy Park, procurement lead", "30000 EUR", "goods", "2026-07-31", "marketing event", (25, 14)),
    ("Wayne Industries", "rob", "Wes Ward, CIO", "64000 EUR", "goods", "2026-05-29", "referral", (90, 80, 65, 45, 30, 9)),
    ("Stark", "rob", "Sia Stone, head of purchasing", "60000 EUR", "goods", "2026-04-01", "referral",
     (150, 140, 120, 100, 80, 60, 30)),
    ("Müller Maschinenbau", "rob", "Heinz Müller, managing director", "26000 EUR", "goods", "2026-08-31", "calling",
     (18, 10)),
    ("Globex Retail", "rita", "Greta Hall, store director", "52000 EUR", "goods", "2026-07-01", "referral", (22, 13)),
    ("Next", "rita", "Nora Ness, COO", "45000 EUR", "services", "2026-07-10", "calling", (38, 28, 9)),
    ("Crédit Azur", "rita", "Chloé Martin, DSI", "80000 EUR", "software", "2026-07-20", "referral", (60, 48, 30, 9)),
    ("Legal & General", "rita", "Lena Gray, head of IT", "95000 EUR", "goods", "2026-06-20", "e-mail",
     (75, 62, 48, 28, 11)),
    ("Banco Sol", "rita", "Sofía Ruiz, finance director", "70000 EUR", "goods", "2026-05-22", "referral",
     (95, 82, 66, 48, 30, 7)),
    ("Umbrella", "rita", "Uma Usher, plant manager", "90000 EUR", "goods", "2026-06-05", "advertising",
     (80, 70, 52, 33, 12)),
    ("Northwind", "rita", "Nils Nord, CEO", "38000 EUR", "goods", "2026-05-08", "referral", (100, 88, 70, 50, 33, 9)),
    ("Hooli", "rita", "Hana Holt, VP Engineering", "32000 EUR", "goods", "", "inbound", (5,)),
    ("Cyberdyne", "rita", "Cy Dyson, director", "56000 EUR", "goods", "2026-02-01", "calling",
     (220, 200, 180, 160, 140, 125, 90)),
    ("Soylent", "rita", "Sol Stein, buyer", "18000 EUR", "goods", "2026-05-15", "advertising", (70, 60, 50)),
    ("Initech", "robin", "Ingrid Ito, office lead", "22000 EUR", "goods", "2026-07-03", "LinkedIn", (35, 25, 8)),
)  # fmt: skip  # a deal is one row
CONTACTS = {plot[0]: plot[2] for plot in PLOTS}
DEALS = tuple(CONTACTS)

GATES = (
    (),
    (
        "met {d} problem Paper lists and two tools that never agree",
        "met {d} responsible {contact}",
        "met {d} budget {amount} said by {who} in call",
        "met {d} decision The directors vote on what {who} brings said by {who} in meeting",
        "buyer {d} did problem admitted said by {who} in call",
        "buyer {d} did budget holder said by {who} in call",
    ),
    (
        "met {d} situation Three sites with one small team and an old supplier",
        "met {d} alignment yes",
        "met {d} mutual_plan First a pilot, then four weeks, then their decision said by {who} in meeting",
        "trigger {d} the board signs off the budget by 29 May 2026 owner <@{rep}>",
        "buyer {d} did options said by {who} in e-mail",
    ),
    (
        "met {d} half_validated Two of their people worked with it for days said by {who} in meeting",
        "met {d} presented_on yesterday",
        "met {d} presented_to {contact}",
        "met {d} details Single sign-on was asked for, and a report every month",
        "buyer {d} did solution said by {who} in meeting",
    ),
    (
        "objection {d} It costs more than last year raised by {who}",
        "objection {d} 1 removed they pay in two parts",
        "engage {d} legal because of the amount",
        "@leo met {d} legal yes",
        "@leo met {d} licensing yes",
        "@ana met {d} post_sale yes",
        "buyer {d} did risks said by {who} in meeting",
    ),
    (
        "met {d} terms Runs two years, paid in two parts",
        "trigger {d} 1 happened the board said yes said by {who} in e-mail",
        "met {d} paperwork https://papers.example/{number}",
        "met {d} signed_by_customer {who} said by {who} in meeting",
        "met {d} signed_by_us <@max>",
        "met {d} signed_on yesterday",
        "met {d} account_manager <@ana>",
        "buyer {d} did contract said by {who} in e-mail",
    ),
)
"""What is typed before each gate, from Prospecting's on; the owner types it where no one else is named."""

LATER = (
    # days ago, who, line, channel
    (13, "rob", "met Apple problem Shops order by fax and wait for days", ""),
    (13, "rob", "met Apple responsible Andy Park, procurement lead", ""),
    (13, "rob", "met Apple budget 30000 EUR said by Andy Park in call", ""),
    (13, "rob", "buyer Apple did problem admitted said by Andy Park in call", ""),
    (12, "rob", "met Acme responsible Carla Chen, CFO", ""),
    (10, "rita", "objection Umbrella The first year is expensive raised by Uma Usher", ""),
    (9, "rob", "objection Target Our data has to stay in the country raised by Tara Voss", ""),
    (9, "rita", "objection Legal & General The price is too high raised by Lena Gray", ""),
    (9, "rita", "objection Umbrella 1 removed they pay in two parts", ""),
    (9, "rita", "engage Umbrella legal because of the amount", ""),
    (8, "rob", "objection Target The rollout is too slow raised by Tom Reed", ""),
    (8, "rita", "engage Legal & General legal because of the amount", ""),
    (8, "leo", "met Umbrella legal yes", ""),
    (8, "rita", "buyer Umbrella did risks said by Uma Usher in meeting", ""),
    (7, "rob", "engage Target legal because their lawyers sent data terms", ""),
    (6, "rita", "met Banco Sol terms Runs two years, paid in two parts", ""),
    (6, "rita", "met Banco Sol paperwork https://papers.example/banco", ""),
    (5, "rob", "here Globex", "deal-globex"),
    (4, "rob", "trigger Globex audit of the plant in Rotterdam by 18 May 2026 owner <@rob>", ""),
    (1, "rita", "advance Umbrella", ""),
    (29, "ana", "obligation Stark training of 40 people by 22 May 2026", ""),
    (29, "ana", "obligation Stark a monthly report for Sia by 29 May 2026", ""),
    (29, "ana", "payment Stark first half, 30000 EUR by 8 May 2026", ""),
    (29, "ana", "payment Stark second half, 30000 EUR by 30 June 2026", ""),
    (80, "ana", "obligation Cyberdyne delivery to both plants by 2026-02-20", ""),
    (80, "ana", "payment Cyberdyne 56000 EUR by 2026-03-20", ""),
    (60, "ana", "obligation Cyberdyne 1 kept both plants signed for it", ""),
    (50, "ana", "payment Cyberdyne 1 received all of it", ""),
    (40, "rita", "lose Soylent because they build it themselves", ""),
    (3, "rita", "met Northwind terms One year, paid in advance", ""),
    (3, "rita", "trigger Northwind 1 happened the board said yes said by Nils Nord in e-mail", ""),
    (3, "rita", "met Northwind paperwork https://papers.example/northwind", ""),
    (3, "rita", "met Northwind signed_by_customer Nils Nord said by Nils Nord in meeting", ""),
    (3, "rita", "met Northwind signed_by_us <@max>", ""),
    (3, "rita", "met Northwind signed_on yesterday", ""),
    (3, "rita", "met Northwind account_manager <@ana>", ""),
    (2, "rita", "advance Northwind", ""),
    (2, "mia", "approve {Northwind}", ""),
)
"""What makes single deals differ; `{Northwind}` is the number and version of its approval."""


def speaker(who: str) -> Speaker:
    """Someone of the company, as Slack vouches for them."""
    return Speaker(PLATFORM, WORKSPACE, who, NAMES[who], "member", f"{who}@ours.example", "Europe/Berlin", who == ADMIN)


def everyone() -> dict[str, Speaker]:
    """All of them by their ids."""
    return {who: speaker(who) for who in NAMES}


def place(who: str, channel: str) -> Place:
    """A channel, or the direct conversation with someone where no channel is named."""
    if channel:
        return Place(PLATFORM, WORKSPACE, f"C-{channel}", "channel", channel)
    return Place(PLATFORM, WORKSPACE, who, "direct")
