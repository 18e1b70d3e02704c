"""Funnel, flywheel, team, settings and playbook as cards."""

from dataclasses import replace

from adapters.card import Bars, Card
from bot.views.country_readings import country_words
from bot.views.examples.deals import NOW, context, standard
from bot.views.examples.figures import ATTEMPTS, LINES, MOVES
from bot.views.flywheel import flywheel_card
from bot.views.funnel import funnel_card
from bot.views.playbook import playbook_card
from bot.views.settings import settings_card
from bot.views.team import team_card
from process.adherence import adherence
from process.colleague import Company
from process.flywheel import flywheel
from process.funnel import funnel
from tests.support.card_text import text_of


def the_funnel() -> Card:
    return funnel_card(funnel(LINES, MOVES, standard()), adherence(LINES, MOVES, ATTEMPTS), context())


def totals_of(card: Card) -> str:
    return next(line for line in text_of(card).splitlines() if line.startswith("All deals: "))


def test_funnel_and_flywheel_say_the_same_totals() -> None:
    assert totals_of(the_funnel()) == totals_of(flywheel_card(flywheel(LINES, standard()), context()))
    assert totals_of(the_funnel()).startswith("All deals: 42 open (about 3,086,310 EUR, 5 without an amount) ·")


def test_the_funnel_shows_each_stage_with_deals_value_conversion_and_days() -> None:
    assert "Prospecting | 7 | about 497,740 EUR | 50 | 84% | 6" in text_of(the_funnel())


def test_the_longest_bar_is_the_stage_with_most_deals() -> None:
    (bars,) = [element for element in the_funnel().body if isinstance(element, Bars)]
    assert max(bar.share for bar in bars.rows) == 1


def test_adherence_names_the_reps_and_their_skip_attempts() -> None:
    said = text_of(the_funnel())
    assert "Gates passed without a waiver: 86% of 147" in said
    assert "Skip attempts: 8" in said
    assert "Rob | 51 | 61% | 3" in said
    assert "someone who left | 49" in said


def test_an_empty_funnel_is_a_card_too() -> None:
    said = text_of(funnel_card(funnel((), (), standard()), adherence((), (), ()), context()))
    assert "All deals: 0 open · 0 completed · 0 lost · 0 won" in said
    assert "Gates passed without a waiver: no gate passed yet" in said


def test_the_flywheel_shows_turns_and_where_linked_deals_came_from() -> None:
    said = text_of(flywheel_card(flywheel(LINES, standard()), context()))
    assert "12 deals grew out of another deal" in said
    assert "Customer 15 renewal – renewal from Customer 15" in said


def test_the_team_is_shown_with_roles_boss_and_who_is_away() -> None:
    people = dict(context().company.people)
    people["mia"] = replace(people["mia"], delegate="max", away_until=NOW.replace(day=9))
    said = text_of(team_card(replace(context(), company=Company(people))))
    assert "Rob | Rep | Mia | here" in said
    assert "Mia | Manager | Max | away until 9 May 2027, 09:30, Max stands in" in said
    assert "Ivo | Rep | – | left" in said


def test_settings_say_what_each_is_for() -> None:
    said = text_of(settings_card("Europe/Berlin", country_words("DE", {5, 6}), "EUR", "members"))
    assert "Time zone: Europe/Berlin" in said
    assert "Currency: EUR (for amounts without a currency)" in said
    unset = settings_card("UTC", country_words("", {5, 6}), "EUR", "invitation")
    assert "Country: not set" in text_of(unset)


def test_the_playbook_shows_who_attests_what_and_when() -> None:
    said = text_of(playbook_card(standard(), context()))
    assert "Legal – Has Legal cleared this deal? Answer: legal. Only from 50,000 EUR or for complex deals." in said
    assert "Who signed for us? Answer: the rep. Can't be waived." in said
    assert "To leave this stage, a manager approves, and the account manager accepts the deal." in said
    assert "Compares options – by the end of Development" in said
