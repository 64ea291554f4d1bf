"""Compare ways of understanding on the same sentences, in the same run, on one core.

`python -m bench.nlu [--stock-epochs N] [--stock-sentences N] [--only NAME…]`

Each pipeline learns data/ and is measured on tests/understanding/*.yml: first choice right, right one
among the first three, misspelt sentences, time of a parse and of the training. `stock` is the pipeline
of `rasa init` (DIET and ResponseSelector); it trains for many minutes, so that by default it gets few
epochs and few sentences a label: enough for its parse time, not for its accuracy.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"

from scripts.rasa import silence

silence()

import numpy as np  # noqa: E402
import yaml  # noqa: E402
from scipy.sparse import csr_matrix, hstack  # noqa: E402
from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: E402
from sklearn.svm import LinearSVC  # noqa: E402

from hearing.intents import metrics  # noqa: E402
from hearing.intents.encoder import encoder  # noqa: E402
from hearing.intents.metrics import Sentence, Understood  # noqa: E402
from hearing.intents.model import SentenceModel  # noqa: E402
from hearing.intents.normalise import normalise  # noqa: E402

Ranking = list[tuple[str, float]]
Rank = Callable[[str], Ranking]
_STOCK = """
recipe: default.v1
language: fr
assistant_id: stock
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - {name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 1, max_ngram: 4}
  - {name: DIETClassifier, epochs: %(epochs)d, constrain_similarities: true}
  - name: EntitySynonymMapper
  - {name: ResponseSelector, epochs: %(epochs)d, constrain_similarities: true}
policies: []
"""


class LinearPipeline:
    """Linear support vectors over words and characters, with or without sentence vectors."""

    def __init__(self, encoder_name: str) -> None:
        self._encoder = encoder(encoder_name)
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"[^\W_]+|\?")
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        self._classifier = LinearSVC(C=0.3, class_weight="balanced", random_state=7)

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        normal = [normalise(text) for text in texts]
        self._words.fit(normal)
        self._letters.fit(normal)
        self._classifier.fit(self._features(texts), labels)

    def rank(self, text: str) -> Ranking:
        scores = self._classifier.decision_function(self._features([text]))[0]
        return [(self._classifier.classes_[i], float(scores[i])) for i in np.argsort(-scores)]

    def _features(self, texts: Sequence[str]) -> csr_matrix:
        normal = [normalise(text) for text in texts]
        blocks = [self._words.transform(normal), self._letters.transform(normal)]
        return hstack([*blocks, csr_matrix(self._encoder.encode(list(texts)))], format="csr")


def linear(encoder_name: str) -> Callable[[Path], Rank]:
    """A trainer of the linear pipeline with that encoder."""

    def train(data: Path) -> Rank:
        pipeline = LinearPipeline(encoder_name)
        pipeline.fit(*examples(data))
        return pipeline.rank

    return train


def ours(encoder_name: str) -> Callable[[Path], Rank]:
    """A trainer of this project's model, called without Rasa."""

    def train(data: Path) -> Rank:
        model = SentenceModel(encoder(encoder_name))
        model.fit(*examples(data))

        def rank(text: str) -> Ranking:
            likely = model.probabilities([text])[0]
            return [(model.labels[i], float(likely[i])) for i in np.argsort(-likely)]

        return rank

    return train


def through_rasa(config: Path) -> Callable[[Path], Rank]:
    """A trainer of a whole Rasa pipeline, parsed through Rasa's own agent."""

    def train(data: Path) -> Rank:
        from rasa.model_training import train_nlu

        from components.assistant import Assistant

        out = tempfile.mkdtemp(prefix="bench-nlu-")
        model = train_nlu(str(config), str(data), out, domain="domain.yml")
        return Assistant(Path(model)).ranking

    return train


def stock(config: Path) -> Callable[[Path], Rank]:
    """A trainer of the stock pipeline: a topic is as likely as `faq` times the topic within `faq`."""

    def train(data: Path) -> Rank:
        from rasa.model_training import train_nlu

        from components.assistant import Assistant

        out = tempfile.mkdtemp(prefix="bench-nlu-")
        assistant = Assistant(Path(train_nlu(str(config), str(data), out, domain="domain.yml")))

        def rank(text: str) -> Ranking:
            parsed = assistant.parse(text)
            intents = {entry["name"]: entry["confidence"] for entry in parsed["intent_ranking"]}
            faq = intents.pop("faq", 0.0)
            topics = parsed["response_selector"]["default"]["ranking"]
            both = [(t["intent_response_key"], faq * t["confidence"]) for t in topics] + list(intents.items())
            return sorted(both, key=lambda item: -item[1])

        return rank

    return train


def examples(data: Path) -> tuple[list[str], list[str]]:
    """Texts and labels of the training files."""
    texts, labels = [], []
    for path in sorted(data.rglob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu") or []:
            lines = [line.removeprefix("- ") for line in block["examples"].splitlines()]
            texts += lines
            labels += [block["intent"]] * len(lines)
    return texts, labels


def fewer(data: Path, each: int) -> Path:
    """A copy of the training data with `each` sentences a label at most, and the responses."""
    out = Path(tempfile.mkdtemp(prefix="bench-nlu-"))
    for path in sorted(data.rglob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not content.get("nlu"):
            continue
        left = Counter({block["intent"]: each for block in content["nlu"]})
        for block in content["nlu"]:
            lines = block["examples"].splitlines()[: left[block["intent"]]]
            left[block["intent"]] -= len(lines)
            block["examples"] = "".join(f"{line}\n" for line in lines)
        content["nlu"] = [block for block in content["nlu"] if block["examples"]]
        kept = {key: content[key] for key in ("version", "nlu", "responses") if key in content}
        (out / path.name).write_text(yaml.safe_dump(kept, allow_unicode=True), encoding="utf-8")
    return out


def measure(rank: Rank, sentences: list[Sentence]) -> tuple[list[Understood], list[float]]:
    """Results and milliseconds of each parse, the model warm."""
    rank("bonjour")
    results, milliseconds = [], []
    for sentence in sentences:
        start = time.perf_counter()
        ranking = rank(sentence.text)
        milliseconds.append((time.perf_counter() - start) * 1000)
        results.append(Understood(sentence, ranking))
    return results, milliseconds


def main() -> None:
    """Train, measure and print one line a pipeline."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stock-epochs", type=int, default=2)
    parser.add_argument("--stock-sentences", type=int, default=15)
    parser.add_argument("--only", nargs="*", help="names of pipelines")
    options = parser.parse_args()
    data = Path("data")
    stock_config = Path(tempfile.mkdtemp(prefix="bench-nlu-")) / "config.yml"
    stock_config.write_text(_STOCK % {"epochs": options.stock_epochs}, encoding="utf-8")
    pipelines: dict[str, tuple[Callable[[Path], Rank], Path]] = {
        "linear": (linear("none"), data),
        "linear+use": (linear("use"), data),
        "ours-no-encoder": (ours("none"), data),
        "ours": (ours("use"), data),
        "ours-in-rasa": (through_rasa(Path("config.yml")), data),
        "stock": (stock(stock_config), fewer(data, options.stock_sentences)),
    }
    sentences = [s for path in sorted(Path("tests/understanding").glob("*.yml")) for s in metrics.read(path)]
    learnt = examples(data)[1]
    print(f"{len(learnt)} sentences of {len(Counter(learnt))} labels learnt, {len(sentences)} measured")
    heads = ("first", "in 3", "sms+typo", "p50 ms", "p95 ms", "train s")
    print("pipeline".ljust(16), *(head.rjust(8) for head in heads))
    for name, (train, source) in pipelines.items():
        if options.only and name not in options.only:
            continue
        start = time.perf_counter()
        rank = train(source)
        seconds = time.perf_counter() - start
        results, milliseconds = measure(rank, sentences)
        misspelt = [r for r in results if r.sentence.style in metrics.MISSPELT]
        median, slow = np.percentile(milliseconds, [50, 95])
        shares = [metrics.first(results), metrics.first_three(results), metrics.first(misspelt)]
        figures = [*(f"{part:.1%}" for part in shares), f"{median:.1f}", f"{slow:.1f}", f"{seconds:.0f}"]
        print(name.ljust(16), *(figure.rjust(8) for figure in figures), flush=True)


if __name__ == "__main__":
    main()
