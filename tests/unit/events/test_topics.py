"""What events are about: a vocabulary in two trees, and own words."""

from courseapp.events.facts.topics import by_tree, in_order, own_words, topic_label, topic_trees


def test_the_trees_are_the_ten_steps_of_design_and_the_themes_of_article_6() -> None:
    steps, article6 = topic_trees()

    assert [each.label for each in steps.topics] == [
        "Prepare",
        "Stakeholders, communication and capacity",
        "Scope",
        "Cap",
        "Allocation",
        "Market functioning",
        "Compliance and oversight",
        "Offsets",
        "Linking",
        "Implementation, evaluation and improvement",
    ]
    assert [each.label for each in article6.topics] == [
        "Rules and links to NDCs",
        "Authorization and recording",
        "Information platform",
        "Reporting and review",
        "Baseline methodology",
        "High integrity carbon markets",
    ]


def test_no_key_stands_twice_and_each_is_of_its_tree() -> None:
    keys = [(tree.key, topic.key) for tree in topic_trees() for topic in tree.topics]

    assert len({key for _, key in keys}) == 16
    assert all(key.startswith(f"{tree}-") for tree, key in keys)


def test_the_vocabulary_comes_first_in_its_order_and_nothing_twice() -> None:
    chosen = ["Registry design", "ets-cap", "registry  DESIGN", "ets-scope", " ", "linking"]

    assert in_order(chosen) == ("ets-scope", "ets-cap", "ets-linking", "Registry design")


def test_own_words_are_kept_as_they_are() -> None:
    assert own_words(("ets-cap", "碳市场")) == ("碳市场",)
    assert topic_label("碳市场") == "碳市场"
    assert in_order(["碳市场"]) == ("碳市场",)


def test_a_page_tells_them_by_tree() -> None:
    assert by_tree(("ets-cap", "article6-platform", "Registry design")) == (
        ("Emissions trading", ("Cap",)),
        ("Article 6 of the Paris Agreement", ("Information platform",)),
        ("Other", ("Registry design",)),
    )
    assert by_tree(()) == ()
