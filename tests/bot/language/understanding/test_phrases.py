"""The files of a language fit together: what stands in one isn't lost behind another."""

import tomllib
from collections import Counter

from bot.language.understanding.words import ENGLISH, RULES, WORDS, languages, own_words


def test_each_table_of_words_stands_in_one_file_of_its_language() -> None:
    for language in [folder for folder in WORDS.iterdir() if folder.is_dir()]:
        tables: Counter[str] = Counter()
        for path in language.rglob("*.toml"):
            for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
                if name == "choice":
                    tables.update(f"choice.{slot}" for slot in table)
                elif isinstance(table, dict):
                    tables[name] += 1
        assert tables
        assert set(tables.values()) == {1}, tables


def test_each_rule_has_a_name_of_its_own() -> None:
    for language in [folder for folder in WORDS.iterdir() if folder.is_dir()]:
        names: Counter[str] = Counter()
        for path in language.rglob("*.toml"):
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            names.update(one["name"] for kind in ("rule", "read") for one in data.get(kind, ()))
        assert names
        assert set(names.values()) == {1}, names.most_common(3)


def test_each_rule_of_another_language_says_what_a_rule_of_english_means() -> None:
    english = {one["name"] for kind in RULES for one in own_words(ENGLISH)[kind]}
    for language in languages()[1:]:
        own = [one for kind in RULES for one in own_words(language)[kind]]
        assert own
        assert {one["name"] for one in own} <= english, language
        assert all(one.keys() <= {"name", "says", "finds"} for one in own), language
