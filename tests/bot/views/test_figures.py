"""Funnel, flywheel, team, settings and playbook as cards."""

from dataclasses import replace

from adapters.card import Buttons, Card, Chart
from bot.store.tenants import Tenant
from bot.views.adherence import adherence_elements
from bot.views.country_readings import country_words
from bot.views.examples.deals import NOW, context, standard
from bot.views.examples.figures import ATTEMPTS, LINES, MOVES
from bot.views.funnel import by_stage
from bot.views.playbook import playbook_card
from bot.views.settings import company_words, settings_card
from bot.views.team import team_card
from process.adherence import Record, adherence
from process.colleague import Company
from process.funnel import funnel
from process.line_by_line import adherence_parts, alike
from process.money import Money
from tests.support.card_text import text_of
from tests.support.example_cards import example_card


def test_the_funnel_begins_with_the_pipeline_and_says_what_became_of_the_rest() -> None:
    card = example_card("funnel: a year")
    assert card.title == "Pipeline: 38 deals, about €2.7m"
    said = text_of(card)
    assert "Won 7 (about €663k), lost 5 (€412k). Win rate 58% (7 of 12)." in said
    assert "127 of 147 gates passed without a waiver." in said


def test_a_bar_is_as_long_as_its_stage_has_money_and_behind_the_win_there_is_none() -> None:
    (chart,) = [element for element in example_card("funnel: a year").body if isinstance(element, Chart)]
    assert chart.unit == "EUR"
    assert [point.label for point in chart.points if point.value == max(one.value for one in chart.points)] == [
        bar.label for bar in chart.fallback.rows if bar.share == 1
    ]
    assert "Account Management" not in [point.label for point in chart.points]


def test_by_the_number_of_deals_where_amounts_cannot_be_added_up() -> None:
    lines = [replace(LINES[0], amount=Money.of("5 JPY")), replace(LINES[0], id="b", amount=Money.of("1 XAU"))]
    found = funnel(alike([*lines, replace(LINES[1], amount=None)]), standard())
    assert by_stage(found).unit == "deals"
    assert [point.value for point in by_stage(found).points] == [2, 1]
    assert [bar.share for bar in by_stage(found).fallback.rows] == [1.0, 0.5]


def test_each_stage_has_its_days_and_the_count_behind_its_share() -> None:
    said = text_of(example_card("funnel: days"))
    assert "Prospecting | 7 | 6 | 98% (42 of 43)" in said
    assert "Closing | 6 | 6 | 7 of 8" in said


def test_the_figures_by_rep_have_gates_and_skip_attempts_of_each() -> None:
    said = text_of(example_card("funnel: by rep"))
    assert "Rob | 31 of 51 | 3" in said
    assert "someone who left | " in said
    assert "Clean and waived deals are compared from 10 decided deals of each on." in said


def test_clean_deals_stand_beside_waived_ones_with_their_counts() -> None:
    clean, waived = Record(12, 9, 2, 40.5), Record(10, 3, 7, 80.0)
    found = replace(adherence(*adherence_parts(LINES, MOVES, ATTEMPTS)), clean=clean, with_waivers=waived)
    said = "\n".join(text_of(Card("", adherence_elements(found, context()))).splitlines())
    assert "Win rate | 75% (9 of 12) | 30% (3 of 10)" in said
    assert "Days to win | 40 | 80" in said
    assert "Close date slipped | 17% (2 of 12) | 70% (7 of 10)" in said


def test_an_empty_funnel_is_a_card_too() -> None:
    said = text_of(example_card("funnel: nothing"))
    assert "Won 0, lost 0. Too few for a win rate." in said
    assert "No gate passed yet." in said


def test_the_flywheel_shows_what_each_customer_needs_next() -> None:
    card = example_card("flywheel: customers")
    said = text_of(card)
    assert card.title == "7 customers, none came back"
    assert "Acme €45k: payment “Second half, 22,500 EUR” due in 4 days." in said
    assert "Globex €45k: renews 28 May." in said
    assert "Initech €45k: all is well." in said
    assert "Stark came by referral: from which customer?" in said
    (wheel,) = [part for part in card.body if isinstance(part, Chart)]
    assert [(point.label, point.value) for point in wheel.points] == [("Being served", 4), ("Served and paid", 3)]
    menu = next(part for part in card.body if isinstance(part, Buttons) and part.sign)
    assert (menu.sign, len(menu.more)) == ("Start a renewal", 7)


def test_the_money_of_all_deals_of_a_kind_is_not_taken_for_that_of_the_won_ones() -> None:
    assert "New: 38 · about €2.3m, 5 won" in text_of(example_card("flywheel: turns of a year"))


def test_the_turns_say_where_linked_deals_came_from() -> None:
    said = text_of(example_card("flywheel: turns of a year"))
    assert "12 deals grew out of another deal" in said
    assert "Customer 15 renewal – renewal from Customer 15" in said
    assert "Won 7 (about €663k), lost 5 (€412k)." in said


def test_the_team_is_shown_with_roles_boss_and_who_is_away() -> None:
    people = dict(context().company.people)
    people["mia"] = replace(people["mia"], delegate="max", away_until=NOW.replace(day=9))
    said = text_of(team_card(replace(context(), company=Company(people))))
    assert "Rob | Rep | Mia | here" in said
    assert "Mia | Manager | Max | away until 9 May 2027, 09:30, Max stands in" in said
    assert "Ivo | Rep | – | left" in said


def test_settings_say_what_each_is_for() -> None:
    said = text_of(settings_card(company_words(Tenant("", "", "Europe/Berlin"), country_words("DE", {5, 6}))))
    assert "Time zone: Europe/Berlin" in said
    assert "Currency: EUR (for amounts without a currency)" in said
    unset = settings_card(company_words(Tenant("", "", admission="invitation"), country_words("", {5, 6})))
    assert "Country: not set" in text_of(unset)


def test_the_playbook_shows_who_attests_what_and_when() -> None:
    said = text_of(playbook_card(standard(), context()))
    assert "Legal – Has Legal cleared this deal? Legal answers. Only from 50,000 EUR or for complex deals." in said
    assert "Who signed for us? The rep answers. Can't be waived." in said
    assert "To leave this stage, a manager approves, and the account manager accepts the deal." in said
    assert "Compares options – by the end of Development" in said
