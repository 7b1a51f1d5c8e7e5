"""Trains UDPipe on treebanks by its own trainer: tags, lemmas and trees from gold tokens.

    train_udpipe.py MODEL TAGGER_ITERATIONS PARSER_ITERATIONS HIDDEN TRAIN.conllu…

A model that is there already is kept. The more iterations the better the model; each costs CPU minutes.
"""

import sys
from pathlib import Path

from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences, Trainer


def sentences(paths):
    found = Sentences()
    for path in paths:
        reader = InputFormat.newConlluInputFormat()
        reader.setText(Path(path).read_text(encoding="utf-8"))
        error, sentence = ProcessingError(), Sentence()
        while reader.nextSentence(sentence, error):
            found.append(sentence)
            sentence = Sentence()
        if error.occurred():
            sys.exit(f"{path}: {error.message}")
    return found


def main(model, tagger_iterations, parser_iterations, hidden, *paths):
    if Path(model).exists():
        return
    tagger = f"models=1;iterations={tagger_iterations}"
    parser = f"iterations={parser_iterations};hidden_layer={hidden};transition_oracle=dynamic"
    error = ProcessingError()
    trained = Trainer.train("morphodita_parsito", sentences(paths), Sentences(), Trainer.NONE, tagger, parser, error)
    if error.occurred():
        sys.exit(error.message)
    Path(model).write_bytes(trained.encode("utf-8", "surrogateescape") if isinstance(trained, str) else trained)


main(*sys.argv[1:])
