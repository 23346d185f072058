"""What events are about: a vocabulary in two trees, and the organiser's own words beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from courseapp.countries.names import folded

LONGEST_TOPIC = 120
MOST_OWN_TOPICS = 20
OWN_WORDS = "Other"


@dataclass(frozen=True)
class Topic:
    """A topic of the vocabulary; its key is kept with events and never changes."""

    key: str
    label: str


@dataclass(frozen=True)
class TopicTree:
    """Topics that belong together, in the order in which they are taught."""

    key: str
    label: str
    topics: tuple[Topic, ...]


@lru_cache
def topic_trees() -> tuple[TopicTree, ...]:
    """Return the vocabulary as the product brings it."""
    written = (resources.files("courseapp.events.shipped") / "records" / "topics.yaml").read_text(
        "utf-8"
    )
    return tuple(
        TopicTree(tree["key"], tree["label"], tuple(Topic(**each) for each in tree["topics"]))
        for tree in yaml.safe_load(written)
    )


def tree(key: str) -> TopicTree:
    """Return one tree of the vocabulary. Raises KeyError for another key."""
    return {each.key: each for each in topic_trees()}[key]


def is_known(topic: str) -> bool:
    """Return whether the text is a key of the vocabulary, and not somebody's own words."""
    return topic in _labels()


def topic_label(topic: str) -> str:
    """Return what people call a topic; own words as they are."""
    return _labels().get(topic, topic)


def in_order(topics: Iterable[str]) -> tuple[str, ...]:
    """Return each topic once: those of the vocabulary in its order, then own words as they came.

    Own words that are the label of a topic, in any case, are that topic.
    """
    meant = [_meant(each.strip()) for each in topics]
    known = (key for key in _labels() if key in meant)
    own: dict[str, str] = {}
    for text in meant:
        if text and not is_known(text):
            own.setdefault(folded(text) or text, text)
    return (*known, *own.values())


def own_words(topics: Iterable[str]) -> tuple[str, ...]:
    """Return those that are not of the vocabulary."""
    return tuple(each for each in topics if not is_known(each))


def by_tree(topics: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the labels under the name of their tree, own words last; nothing empty."""
    found = [
        (each.label, tuple(topic.label for topic in each.topics if topic.key in topics))
        for each in topic_trees()
    ]
    found.append((OWN_WORDS, own_words(topics)))
    return tuple((name, labels) for name, labels in found if labels)


@lru_cache
def _labels() -> dict[str, str]:
    return {topic.key: topic.label for each in topic_trees() for topic in each.topics}


@lru_cache
def _keys_by_label() -> dict[str, str]:
    return {folded(label): key for key, label in _labels().items()}


def _meant(text: str) -> str:
    return text if is_known(text) else _keys_by_label().get(folded(text), text)
