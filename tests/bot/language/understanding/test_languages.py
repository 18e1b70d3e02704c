"""Sentences in German, French and Spanish: the same operations, with values read and the words kept as typed."""

import pytest

from bot.language.understanding.choices import Language
from bot.language.understanding.clause import clause_of
from bot.language.understanding.commands import command_of
from bot.language.understanding.proposal import Propose, Read
from bot.language.understanding.spoken import spoken_in
from tests.support.spoken_sentences import AROUND, deal_id, meant, operations

NAMES = ("Acme Nordics", "Acme", "Globex", "Gap", "Target")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        (
            "Carla hat mir am Telefon gesagt, dass Acme 50.000 € Budget hat",
            "met #{Acme} budget 50000 EUR said by Carla in call",
        ),
        ("Acme ist jetzt 1,5 Mio. Euro wert", "set #{Acme} amount 1500000 EUR"),
        ("Erhöhe Acme auf fünfzigtausend Euro", "set #{Acme} amount 50000 EUR"),
        ("Globex schließt am 15. August ab", "set #{Globex} close date 2026-08-15"),
        ("Globex liegt bis 18. Mai auf Eis wegen Audit", "wait #{Globex} until 2026-05-18 because Audit"),
        ("am Freitag um 15 Uhr Call mit Gus", "plan #{Globex} Call mit Gus on 2026-05-08 at 15:00"),
        ("Gap haben wir verloren, zu teuer", "lose #{Gap} because zu teuer"),
        ("le montant de Globex passe à 82 500 euros", "set #{Globex} amount 82500 EUR"),
        ("Acme passe à cinquante mille euros", "set #{Acme} amount 50000 EUR"),
        ("Globex signe le 15 aout", "set #{Globex} close date 2026-08-15"),
        ("appel avec Gus vendredi à 14h30", "plan #{Globex} appel avec Gus on 2026-05-08 at 14:30"),
        ("Mets Acme en pause jusqu'au 1er juin, congé", "wait #{Acme} until 2026-06-01 because congé"),
        ("Acme vale ahora 60 mil euros", "set #{Acme} amount 60000 EUR"),
        ("Globex cierra dentro de dos semanas", "set #{Globex} close date 2026-05-19"),
        ("llamada con Gus el viernes a las 10:30", "plan #{Globex} llamada con Gus on 2026-05-08 at 10:30"),
    ],
)
def test_a_sentence_becomes_the_command_of_an_english_one(text: str, command: str) -> None:
    [operation] = operations(text)
    assert command_of(operation) == command.format(**{name: deal_id(name) for name in NAMES})


@pytest.mark.parametrize(
    "text",
    [
        "Carla hat die 50k Budget noch nicht bestätigt",
        "Falls Gus zustimmt, hat Globex 80k Budget",
        "Ich glaube, Acme hat 40k Budget",
        "Angeblich hat Globex 90k Budget",
        "le budget de 50k d'Acme n'est pas confirmé",
        "Si Gus est d'accord, ils ont 80k de budget",
        "Il paraît que Globex a 90k de budget",
        "El presupuesto de 50k de Acme no está confirmado",
        "Creo que Acme tiene 40k de presupuesto",
        "Dicen que Globex tiene 90k de presupuesto",
    ],
)
def test_what_is_denied_guessed_or_only_heard_is_not_proposed(text: str) -> None:
    assert not isinstance(meant(text), Propose)


@pytest.mark.parametrize("text", ["was fehlt noch bei Acme?", "où en est Acme ?", "¿qué falta en Acme?"])
def test_a_question_is_answered_at_once(text: str) -> None:
    found = meant(text)
    assert isinstance(found, Read)
    assert found.command == f"show #{deal_id('Acme')}"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Call mit Carla war gut, budget 50k", "de"),
        ("call with Müller Maschinenbau was good", "en"),
        ("budget 50k", "en"),
        ("on a présenté", "fr"),
        ("ya presenté", "es"),
    ],
)
def test_a_message_is_in_the_language_of_most_of_its_words(text: str, language: str) -> None:
    assert spoken_in(text) == language


def test_next_friday_is_in_doubt_in_every_language() -> None:
    for text in (
        "Globex schließt nächsten Freitag ab",
        "Globex signe vendredi prochain",
        "Globex cierra el próximo viernes",
    ):
        [operation] = operations(text)
        assert operation.readings == {"value": ("2026-05-08", "2026-05-15")}, text


def test_english_in_a_german_message_is_read_as_english() -> None:
    found = operations("Moin, kurze Notizen zu Acme von heute: alles gut.\nThe close date is 15 August")
    assert [command_of(one) for one in found] == [f"set #{deal_id('Acme')} close date 2026-08-15"]


def test_a_language_finds_its_own_roles_also_where_another_one_stood_in_memory_before() -> None:
    says = {"en": "the managing director agrees", "de": "die Geschäftsführerin stimmt zu"}
    # Each new language takes the place in memory that the one before has left.
    found = [(name, _names_a_person(text, name)) for name, text in [*says.items()] * 5]
    assert found == [("en", True), ("de", True)] * 5


def _names_a_person(text: str, name: str) -> bool:
    return bool(clause_of(text, AROUND, Language((), name)).marked.of("p"))
