from courseapp.review.assigning.topics import topics_mentioned


def test_a_module_is_about_the_topics_all_of_whose_words_it_says() -> None:
    assert topics_mentioned("Module 2: Setting the CAP and linking markets") == {
        "ets-cap",
        "ets-linking",
    }


def test_one_word_of_a_longer_topic_is_not_enough() -> None:
    assert topics_mentioned("The market at home") == frozenset()
    assert topics_mentioned("How the market is functioning") == {"ets-market"}


def test_own_words_of_reviewers_count_too() -> None:
    assert topics_mentioned("Carbon farming in the Sahel", ["carbon farming", "rice"]) == {
        "carbon farming"
    }
    assert topics_mentioned("", ["", "—"]) == frozenset()
