//! Treebanks in, weights out: the trainer of the models that ship with the program.
