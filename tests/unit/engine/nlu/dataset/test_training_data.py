"""A running app reads the files again when, and only when, one of them has changed."""

from engine.nlu.dataset.editing import Place, add_example, delete_example
from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.training_data import TrainingData


def test_what_is_read_is_kept_until_a_file_changes(bot: BotFolder) -> None:
    data = TrainingData(bot.path)
    corpus, report = data.corpus(), data.report()
    assert data.corpus() is corpus
    assert data.report() is report
    added = add_example(data, "en", "track_order", "where has it got to")
    assert added.place == ("rasa_bot/data/nlu/en/orders.yml", 8)
    assert len(data.corpus().examples) == len(corpus.examples) + 1
    assert data.report().examples == report.examples + 1
    delete_example(data, Place(*added.place, "where has it got to"))
    assert [one.marked for one in data.corpus().examples] == [one.marked for one in corpus.examples]


def test_a_file_that_another_program_wrote_is_seen(bot: BotFolder) -> None:
    data = TrainingData(bot.path)
    before = len(data.corpus().examples)
    file = bot.place_of("rasa_bot/data/nlu/en/orders.yml")
    file.write_text(file.read_text() + "      - end the order\n")
    assert len(data.corpus().examples) == before + 1
