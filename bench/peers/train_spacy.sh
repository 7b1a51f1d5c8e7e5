#!/usr/bin/env bash
# Trains spaCy's small pipeline (tags and trees, no vectors) on treebanks by its own trainer, on one core.
#
#   train_spacy.sh PYTHON FOLDER STEPS DEV.conllu TRAIN.conllu…
#
# The model goes to FOLDER/model-best; one that is there already is kept.
set -euo pipefail
python="$1" folder="$2" steps="$3" dev="$4"
shift 4
[ -d "$folder/model-best" ] && exit 0
mkdir -p "$folder/train" "$folder/dev"
"$python" -m spacy convert "$dev" "$folder/dev" -n 10
for file in "$@"; do "$python" -m spacy convert "$file" "$folder/train" -n 10; done
"$python" -m spacy init config "$folder/config.cfg" --lang en --pipeline tagger,parser --optimize efficiency --force
OMP_NUM_THREADS=1 "$python" -m spacy train "$folder/config.cfg" --output "$folder" \
  --paths.train "$folder/train" --paths.dev "$folder/dev" --training.max_steps "$steps" --training.eval_frequency 1000
