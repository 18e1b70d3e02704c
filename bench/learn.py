"""Learns what sentences are likely about: from `bot/language/examples/` to the weights beside them (`make learn`)."""

import json

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bench.examples import examples, fingerprint
from bot.language.understanding.likely import WEIGHTS, features_of

STRENGTH = 10.0
"""How closely the weights follow the examples, scikit-learn's `C`: from 5 to 30 makes no difference on the corpora."""

LEAST_SEEN = 2
"""Examples that must have a feature for it to count."""

LEAST_WEIGHT = 0.1
"""Weights nearer to nothing are left out: half of them, and 0.1 % of the answers change."""


def learn() -> None:
    """Write the weights; the same examples give the same weights."""
    kinds, sentences = zip(*examples(), strict=True)
    reader = TfidfVectorizer(analyzer=lambda one: sorted(features_of(one)), min_df=LEAST_SEEN)
    table = reader.fit_transform(sentences)
    learned = LogisticRegression(C=STRENGTH, max_iter=1000).fit(table, kinds)
    rows = []
    for feature, column in sorted(reader.vocabulary_.items()):
        row = [round(float(reader.idf_[column]), 2)]
        for kind, weight in enumerate(learned.coef_[:, column]):
            if abs(weight) >= LEAST_WEIGHT:
                row += [kind, round(float(weight), 1)]
        rows.append(f"{json.dumps(feature, ensure_ascii=False)}: {json.dumps(row, separators=(',', ':'))}")
    head = {
        "learned from": fingerprint(),
        "kinds": list(learned.classes_),
        "common": [round(float(one), 2) for one in learned.intercept_],
    }
    body = ",\n".join(rows)
    WEIGHTS.write_text(f'{json.dumps(head)[:-1]}, "features": {{\n{body}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    learn()
