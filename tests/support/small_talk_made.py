"""Small talk that is made: everyday sentences with the names of deals and the words of commands in them.

None of them is an order, so that nothing may come of any.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

EVERYDAY = {
    "met": ("I {w} an old friend", "{w} office says rain", "have you {w} our new cook", "we {w} in the lift, remember"),
    "new": ("{w} phone, who is this", "nothing {w} here", "{w} year, {w} luck", "something {w} on the menu"),
    "next": ("{w} time bring cake", "see you {w} summer", "{w} door they are drilling", "what's {w} on the playlist"),
    "back": ("{w} in five", "I'm {w}", "my {w} hurts", "give me my pen {w}", "{w} to the gym in January"),
    "note": ("{w} to self: milk", "on a happier {w}", "she left a {w} on the fridge", "take {w}, kids"),
    "wait": ("{w} what", "can't {w} for Friday", "{w} for me downstairs", "the {w} at the doctor's was long"),
    "lose": ("don't {w} your ticket", "I always {w} at cards", "you can't {w} them all", "to {w} weight is hard"),
    "set": ("{w} the table", "I'm all {w}", "the sun has {w}", "{w} an alarm for six", "a {w} of forks"),
    "log": ("{w} in doesn't work", "sleeping like a {w}", "put another {w} on the fire", "{w} off and go home"),
    "plan": ("{w} b then", "no {w} survives lunch", "floor {w} of the new office", "my {w} is to sleep"),
    "advance": ("thanks in {w}", "an {w} screening tonight", "an {w} on my pocket money"),
    "approve": ("mum would {w}", "I {w} of this cake", "dogs {w}"),
    "accept": ("I {w} no substitutes", "{w} my apologies", "they {w} cash only"),
    "decline": ("{w} and fall of my diet", "I {w} to comment"),
    "snooze": ("I hit {w} twice", "{w} you lose"),
    "assign": ("they {w} lockers today", "teachers {w} homework"),
    "engage": ("{w} warp drive", "{w} the handbrake"),
    "trigger": ("that {w} happy goalie", "pollen is my {w}"),
    "payment": ("the {w} app of the car park is broken", "{w} in cash only"),
    "objection": ("no {w} to pizza", "{w}, your honour"),
    "waive": ("they {w} the fee for children", "{w} at the camera"),
    "reopen": ("the pool will {w} in June", "they {w} at two"),
    "withdraw": ("{w} cash before the fair", "I {w} from the race"),
    "list": ("is milk on the {w}", "a {w} of songs I hate"),
}
"""Words of commands, and what people say with them every day; `{w}` is the word."""

ABOUT_NAMES = (
    "my cousin is called {name}",
    "there is a pub called {name}",
    "{name} is a funny name for a dog",
    "the crossword wants something like {name}",
    "in the film, {name} explodes",
    "I dreamt of {name} last night",
    "{name} {name} {name}, say it three times",
    "who else thinks {name} sounds like a band",
)
"""What has nothing to do with a deal, though it says its name."""

BEFORE = ("", "lol ", "hey all, ", "honestly, ", "ok so ", "haha ", "wow, ", "guess what: ")
BEHIND = ("", "!", " :)", "...", " 😀", " lol", ", right", " haha")


def small_talk_made(names: Sequence[str], seed: int, number: int) -> Iterator[str]:
    """So many different lines with these names of deals, the same for the same seed."""
    said = [one.format(w=word) for word, sentences in EVERYDAY.items() for one in sentences]
    said += [sentence.format(name=name) for sentence, name in product(ABOUT_NAMES, names)]
    every = ["".join(parts) for parts in product(BEFORE, said, BEHIND)]
    yield from Random(seed).sample(every, number)
