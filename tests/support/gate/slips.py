"""Moves of the random walk that say what should not be taken: nothing, of no one, or what is still to come."""

from tests.support.gate.substance import EMPTY, NO_CONTACTS
from tests.support.gate.typist import SOURCE, Typist


class Slips(Typist):
    """Evidence, contacts and items on lists, as someone in a hurry or without any types them."""

    def slip(self) -> None:
        """Evidence or an item that should not be taken: empty, without a source, of no one, or still to come."""
        self.random.choice((self._say_nothing, self._name_no_one, self._say_no, self._say_it_was_later))()

    def _say_nothing(self) -> None:
        who, empty, good = self.someone(), self.random.choice(EMPTY), "Their printers stop twice a day"
        lines = [f"met ? problem {empty}", "met ? problem Which problem do they have?", f"objection ? {empty}"]
        lines += ["met ? budget 40000 EUR", f"obligation ? {empty}"]
        if self.maybe(0.3):
            self.on(who, "met ?", self.random.choice([{"problem": "slow"}, {"problem": empty}]))
        elif self.maybe(0.7):
            self.on(who, self.random.choice(lines))
        else:
            for key in ("problem", "gain"):
                self.on(who, f"met ? {key} {good}")

    def _name_no_one(self) -> None:
        who, ours = self.someone(), self.one()
        named = [
            "Carla Chen",
            self.random.choice(NO_CONTACTS),
            f"<@{ours}>",
            ours.capitalize(),
            f"Carla, {ours}@ours.example",
        ]
        no_one = self.random.choice(named)
        lines = [f"met ? reached {no_one}", f"met ? budget 40000 EUR said by {no_one} in call", f"contact ? {no_one}"]
        lines += [f"objection ? too slow for them raised by {no_one}"]
        forms = [{"reached": no_one}, {"budget": "40000 EUR", "budget.said_by": no_one, "budget.where": "call"}]
        if self.maybe(0.4):
            self.on(who, "met ?", self.random.choice([*forms, {"objections.asked": no_one}]))
        else:
            self.on(who, self.random.choice(lines))

    def _say_no(self) -> None:
        who, empty = self.specialist(), self.random.choice(EMPTY)
        if self.maybe(0.3):
            self.on(who, "met ?", {"legal": "no"})
        else:
            self.on(who, self.random.choice(["met ? legal no", f"met ? legal no because {empty}"]))

    def _say_it_was_later(self) -> None:
        who, later = self.someone(), self.day(9)
        if self.maybe(0.3):
            self.on(who, "met ?", {"visit": later})
        else:
            source = f"said by Carla Chen in call {later}"
            self.on(who, self.random.choice([f"met ? visit {later}", f"met ? budget 40000 EUR {source}"]))

    def lists(self) -> None:
        """Triggers, objections and obligations come, move and go."""
        who, later, empty = self.someone(), self.day(9), self.random.choice(EMPTY)
        if not self.deal.listed("trigger"):
            self.on(who, f"trigger ? the board signs the budget by {later} owner <@{self.one()}>")
        source = self.random.choice([SOURCE, SOURCE, f"{SOURCE} {later}", "said by nobody in call", ""])
        lines = [
            f"trigger ? 1 happened they did sign it {source}",
            f"trigger ? 1 happened they did sign it {source}",
            f"trigger ? 1 moved to {self.day(20)} because {self.random.choice([empty, 'their board meets later'])}",
            f"trigger ? 1 dropped because there is no board instead {self.random.choice([empty, 'the owner signs'])}",
            "trigger ? they finally move to another place",
            f"objection ? they are too slow raised by {self.random.choice(['Carla Chen', 'nobody'])}",
            f"objection ? 1 removed {self.random.choice([empty, 'they pay in two halves'])}",
            f"obligation ? {self.random.choice([empty, 'training for 20 people'])}",
            f"obligation ? 1 kept {self.random.choice([empty, 'all 20 are trained'])}",
        ]
        self.on(who, self.random.choice(lines))
        if self.maybe(0.3):
            self.on(
                who,
                "trigger ? 1 happened",
                {"how": "they did sign it", "on": later, "said_by": "Carla Chen", "where": "call"},
            )
