"""Which topics an application is about: those of the modules that it asks for. No database."""

from collections.abc import Iterable

from courseapp.countries.names import folded
from courseapp.events.facts.topics import topic_label, topic_trees


def topics_mentioned(text: str, own: Iterable[str] = ()) -> frozenset[str]:
    """Return the topics all of whose words stand in the text: of the vocabulary, and own words."""
    words = frozenset(folded(text).split())
    known = (topic.key for tree in topic_trees() for topic in tree.topics)
    return frozenset(each for each in (*known, *own) if _stands_in(each, words))


def _stands_in(topic: str, words: frozenset[str]) -> bool:
    label = frozenset(folded(topic_label(topic)).split())
    return bool(label) and label <= words
