"""The notice that a message didn't reach its place."""

from adapters.card import Button, Buttons, Card, Text
from adapters.chat import Place
from bot.views.words import capital, cut
from bot.views.words import platform as platform_name


def undelivered_card(place: Place, title: str, said: str, deal: str = "", name: str = "") -> Card:
    """A message was put aside: which (by its title), where it was to go and, as the end of a sentence, why it did not.

    `deal` is the id of the deal it is about and `name` its name, where it is about one.
    """
    of = f" about {name}" if name else ""
    body = (Text((f"“{title}”{of} didn't reach {_where(place)}. The reason: {said}.",)),)
    show = (Buttons((Button("Show the deal", f"show #{deal}"),)),) if deal else ()
    news = f"Not delivered to {_where(place)}: {cut(title, 50)}"
    return Card("A message wasn't delivered", (*body, *show), tone="warning", notification=cut(news, 120))


def _where(place: Place) -> str:
    if place.kind == "direct":
        return f"a person on {platform_name(place.platform)}"
    return f"#{place.name.removeprefix('#')}" if place.name else "a channel"


def held_card(platform: str, said: str) -> Card:
    """Nothing gets through to a whole platform until an admin mends it; `said` is why, as a sentence's end."""
    there = capital(platform_name(platform))
    words = f"{said[:1].upper()}{said[1:]}. Messages wait until you fix it. Then they go out by themselves."
    news = cut(f"{there} takes no messages from me: {said}", 120)
    return Card(f"{there} accepts no messages from the bot", (Text((words,)),), tone="warning", notification=news)
